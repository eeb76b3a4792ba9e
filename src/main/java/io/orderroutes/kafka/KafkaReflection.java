package io.orderroutes.kafka;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Classes that the Kafka client creates by name when it logs in, and that Quarkus' extension does
 * not register. Without registration a native executable does not find them.
 */
@RegisterForReflection(
    classNames = {
      "org.apache.kafka.common.security.kerberos.KerberosLogin",
      "org.apache.kafka.common.security.oauthbearer.ClientCredentialsJwtRetriever",
      "org.apache.kafka.common.security.oauthbearer.ClientJwtValidator",
      "org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever",
      "org.apache.kafka.common.security.oauthbearer.FileJwtRetriever",
      "org.apache.kafka.common.security.oauthbearer.JwtBearerJwtRetriever"
    },
    methods = false,
    fields = false)
final class KafkaReflection {
  private KafkaReflection() {}
}
