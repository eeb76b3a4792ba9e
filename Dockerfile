# build: the packaged service, the sandbox's classes and what they need
FROM maven:3.9.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml application.properties ./
COPY routes routes
COPY src src
# the test class path, copied out for the sandbox stage
RUN mvn -B -ntp package -DskipTests -Dspotless.check.skip=true -Dquarkus.package.jar.type=legacy-jar \
 && mvn -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
    -DincludeScope=test -DoutputDirectory=target/sandbox-lib

# sandbox: the gateway simulator and the sample events; never part of the service
FROM eclipse-temurin:17.0.15_6-jre AS sandbox
RUN groupadd --gid 10001 orders && useradd --uid 10001 --gid orders --no-create-home orders
WORKDIR /sandbox
COPY --from=build /build/target/sandbox-lib lib
COPY --from=build /build/target/classes classes
COPY --from=build /build/target/test-classes test-classes
USER 10001:10001
EXPOSE 8888
ENTRYPOINT ["java", "-Xmx256m", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-cp", "test-classes:classes:lib/*", "io.orderroutes.sandbox.SimulatorMain"]

# app: the service alone; the last stage, so a plain docker build makes it. It writes to /tmp only, and runs the libraries
# for compressed records that it unpacks there
FROM eclipse-temurin:25.0.3_9-jre AS app
RUN groupadd --gid 10001 orders && useradd --uid 10001 --gid orders --no-create-home orders
WORKDIR /app
COPY --from=build /build/target/quarkus-app/dependencies.cdx.json .
COPY docker/java.options .
COPY --from=build /build/target/lib lib
COPY --from=build /build/target/order-enrichment-routes-*-runner.jar quarkus-run.jar
# a run with the sandbox's broker, gateway and orders leaves the classes that the service needs, read and linked: a start from them takes
# half the time. What was compiled in so short a run is not kept: compiled from it, orders take a tenth more processor time later.
# (--mount needs BuildKit, which Docker has had since 23)
RUN --mount=type=bind,from=sandbox,source=/sandbox,target=/sandbox,rw --mount=type=tmpfs,target=/tmp \
    java -Dsandbox.service="java @/app/java.options -XX:AOTCacheOutput=/app/quarkus-run.aot -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -jar /app/quarkus-run.jar" \
    -Dsandbox.orders=100 -Dsandbox.exit -cp "/sandbox/test-classes:/sandbox/classes:/sandbox/lib/*" io.orderroutes.sandbox.Sandbox \
 && test -s /app/quarkus-run.aot
USER 10001:10001
EXPOSE 9876
ENTRYPOINT ["java", "@/app/java.options", "-XX:AOTCache=/app/quarkus-run.aot", "-jar", "/app/quarkus-run.jar"]
