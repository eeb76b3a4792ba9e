package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What stops a native build, or a native executable later, and can be seen without building one. It
 * reads every class of the sources that a build with {@code quarkus.native.sources-only} leaves,
 * reached or not; what is not reached has its reason here. It sees what a static initialiser makes
 * itself, not what it has others make.
 */
@EnabledIfSystemProperty(named = "native.sources", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeImageTest {
  /** What must not be in the heap that an executable starts with. */
  private static final Set<String> RUN_TIME_ONLY =
      Set.of(
          "java/io/FileInputStream",
          "java/io/FileOutputStream",
          "java/io/RandomAccessFile",
          "java/lang/Thread",
          "java/lang/ref/Cleaner",
          "java/nio/channels/FileChannel",
          "java/security/SecureRandom",
          "java/util/Random",
          "java/util/SplittableRandom",
          "java/util/Timer",
          "java/util/concurrent/ExecutorService",
          "java/util/concurrent/ScheduledExecutorService",
          "java/util/concurrent/ThreadPoolExecutor");

  /** What makes one. */
  private static final Set<String> MAKERS =
      Set.of(
          "java/lang/ref/Cleaner",
          "java/nio/channels/FileChannel",
          "java/util/concurrent/Executors");

  /** Classes that hold such a thing, and why they do no harm. */
  private static final Map<String, String> HOLDERS =
      Map.of(
          "com/google/common/util/concurrent/JdkFutureAdapters$ListenableFutureAdapter",
          "not reached",
          "io/grpc/util/MultiChildLoadBalancer",
          "keeps a number that it drew, not what drew it",
          "io/netty/handler/ssl/BouncyCastleAlpnSslUtils",
          "not reached: Bouncy Castle is not packaged",
          "io/opentelemetry/sdk/internal/AndroidFriendlyRandomHolder",
          "Android alone reaches it",
          "io/prometheus/client/Striped64",
          "seen to build",
          "io/quarkus/smallrye/context/runtime/SmallRyeContextPropagationRecorder",
          "stands for an executor, has no thread",
          "io/smallrye/health/HealthStatus",
          "keeps nothing of it",
          "org/jboss/threads/EnhancedQueueExecutor",
          "marks an end, never starts",
          "org/apache/avro/file/DataFileWriter",
          "not reached: no file of Avro's is written",
          "org/jboss/threads/JBossExecutors",
          "executors without threads");

  /** Static initialisers that name a class which is not packaged, and why they do not run. */
  private static final Map<String, String> LACKING =
      Map.ofEntries(
          Map.entry(
              "com/networknt/schema/regex/GraalJSContextFactory$Holder", "an option nobody sets"),
          Map.entry("com/networknt/schema/regex/JoniRegularExpression", "an option nobody sets"),
          Map.entry(
              "io/micrometer/core/instrument/binder/jersey/server/MetricsRequestEventListener$1",
              "for Jersey"),
          Map.entry(
              "io/micrometer/core/instrument/binder/jersey/server/ObservationRequestEventListener$1",
              "for Jersey"),
          Map.entry("io/micrometer/core/instrument/binder/logging/Log4j2Metrics$1", "for Log4j"),
          Map.entry(
              "io/micrometer/core/instrument/kotlin/KotlinObservationContextElement", "for Kotlin"),
          Map.entry("io/micrometer/core/ipc/http/OkHttpSender", "for OkHttp"),
          Map.entry("io/netty/handler/ssl/OpenSsl", "Quarkus replaces it"),
          Map.entry("io/netty/handler/ssl/OpenSslAsyncPrivateKeyMethod", "for OpenSSL"),
          Map.entry("io/netty/handler/ssl/OpenSslPrivateKeyMethod", "for OpenSSL"),
          Map.entry("io/quarkus/qute/runtime/debug/DebugQuteEngineObserver", "for dev mode"),
          Map.entry("io/smallrye/config/ConfigMappingGenerator", "runs while Quarkus builds"),
          Map.entry("org/jboss/logmanager/JDKSpecific", "seen to build"));

  /** Classes that load a library which an executable does without, and why. */
  private static final Map<String, String> LOADERS =
      Map.of(
          "com/aayushatharva/brotli4j/Brotli4jLoader",
          "HTTP is not compressed",
          "io/netty/util/internal/NativeLibraryUtil",
          "Netty's native transports are not packaged",
          "io/quarkus/kafka/client/runtime/SnappyLoader",
          "quarkus.kafka.snappy.enabled, which is off",
          "io/quarkus/kafka/client/runtime/SnappyRecorder",
          "quarkus.kafka.snappy.enabled, which is off",
          "net/jpountz/util/Native",
          "lz4 has the same in Java",
          "org/xerial/snappy/SnappyBundleActivator",
          "for OSGi");

  /** Parts of zstd that Kafka does not use: dictionaries, buffers outside the heap. */
  private static final Pattern NOT_KAFKAS =
      Pattern.compile("com/github/luben/zstd/Zstd(?!(Input|Output)StreamNoFinalizer).*");

  /** What Kafka makes by name of these; the service's consumers and producers configure them. */
  private static final Set<String> PLUGINS =
      Set.of(
          "javax/security/auth/spi/LoginModule",
          "javax/security/sasl/SaslClientFactory",
          "org/apache/kafka/clients/consumer/ConsumerPartitionAssignor",
          "org/apache/kafka/clients/producer/Partitioner",
          "org/apache/kafka/common/metrics/MetricsReporter",
          "org/apache/kafka/common/security/auth/AuthenticateCallbackHandler",
          "org/apache/kafka/common/security/auth/Login",
          "org/apache/kafka/common/security/oauthbearer/JwtRetriever",
          "org/apache/kafka/common/security/oauthbearer/JwtValidator",
          "org/apache/kafka/common/serialization/Deserializer",
          "org/apache/kafka/common/serialization/Serializer");

  /** Those that cannot work in a client, and why. */
  private static final Map<String, String> NO_PLUGINS =
      Map.of(
          "org/apache/kafka/common/security/oauthbearer/BrokerJwtValidator",
          "a broker's, needs jose4j",
          "org/apache/kafka/common/security/oauthbearer/DefaultJwtValidator",
          "needs jose4j; application.properties names ClientJwtValidator instead");

  private final Map<String, String> supers = new HashMap<>();
  private final Map<String, String[]> interfaces = new HashMap<>();
  private final Map<String, Set<String>> held = new TreeMap<>();
  private final Map<String, Set<String>> lacking = new TreeMap<>();
  private final Map<String, Set<String>> initialisersLack = new TreeMap<>();
  private final Map<String, Set<String>> made = new HashMap<>();
  private final Set<String> loaders = new TreeSet<>();
  private final Map<String, Boolean> there = new HashMap<>();
  private NativeImage image;

  @BeforeAll
  void read() throws IOException {
    image = NativeImage.read(Path.of(System.getProperty("native.sources")));
    assertThat(image.classes()).hasSizeGreaterThan(20_000);
    image.classes().forEach(this::read);
  }

  private void read(String type, byte[] code) {
    ClassReader reader = new ClassReader(code);
    supers.put(type, String.valueOf(reader.getSuperName()));
    interfaces.put(type, reader.getInterfaces());
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String d, String s, String[] thrown) {
            return new Uses(use -> used(type, name.equals("<clinit>"), use));
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }

  private void used(String type, boolean initialiser, Use use) {
    boolean isNew = use.opcode() == Opcodes.NEW;
    boolean isStatic = use.opcode() == Opcodes.INVOKESTATIC;
    boolean kept = isNew || use.opcode() == Opcodes.PUTSTATIC;
    if (initialiser
        && (kept && RUN_TIME_ONLY.contains(use.type())
            || isStatic && MAKERS.contains(use.type()))) {
      note(held, type, use.type());
    }
    if (!isThere(use.type())) {
      note(initialiser ? initialisersLack : lacking, type, use.type());
    }
    if (isNew || isStatic) {
      note(made, type, use.type());
    }
    if (use.method().matches("load|loadLibrary")
        && Set.of("java/lang/System", "java/lang/Runtime").contains(use.type())) {
      loaders.add(type);
    }
  }

  private static void note(Map<String, Set<String>> notes, String type, String other) {
    notes.computeIfAbsent(type, name -> new TreeSet<>()).add(other);
  }

  private boolean isThere(String type) {
    return there.computeIfAbsent(
        type,
        name ->
            image.classes().containsKey(name)
                || ClassLoader.getPlatformClassLoader().getResource(name + ".class") != null);
  }

  @Test
  void noStaticInitialiserOfTheBuildHoldsWhatOnlyARunCanHave() {
    assertThat(held).containsKey("com/schibsted/spt/data/jslt/impl/BuiltinFunctions$Random");
    held.keySet().removeIf(image::isInitializedAtRunTime);
    assertThat(held).containsOnlyKeys(HOLDERS.keySet());
  }

  @Test
  void noStaticInitialiserOfTheBuildNamesAClassThatIsMissing() {
    initialisersLack.keySet().removeIf(image::isInitializedAtRunTime);
    assertThat(initialisersLack).containsOnlyKeys(LACKING.keySet());
  }

  /** Nor does what that one makes, or calls. */
  @Test
  void whatIsRegisteredByNameLacksNoClass() {
    Set<String> reached = image.registered().collect(Collectors.toCollection(TreeSet::new));
    List.copyOf(reached).forEach(type -> reached.addAll(made.getOrDefault(type, Set.of())));
    assertThat(reached).hasSizeGreaterThan(500);
    lacking.keySet().retainAll(reached);
    // in an IDE alone
    lacking.remove("io/quarkus/runtime/Quarkus");
    assertThat(lacking).isEmpty();
  }

  @Test
  void everyLibraryThatIsLoadedIsCarriedForBothProcessors() {
    assertThat(loaders)
        .containsAll(LOADERS.keySet())
        .contains("com/github/luben/zstd/util/Native$2", "org/xerial/snappy/SnappyLoader");
    for (String loader : loadersOfUse()) {
      assertThat(image.isInitializedAtRunTime(loader)).as(loader).isTrue();
      for (String architecture : List.of("(amd64|x86_64)", "aarch64")) {
        assertThat(image.libraries(loader, architecture))
            .as("%s for %s", loader, architecture)
            .hasSize(1)
            .allMatch(image::isCarried);
      }
    }
  }

  @Test
  void noLibraryOfAnotherSystemIsCarried() {
    assertThat(image.libraries().stream().filter(image::isCarried))
        .hasSize(4)
        .allMatch(name -> name.matches("(?i).*linux/(amd64|x86_64|aarch64)/.*"));
  }

  /** By these the command lint knows what is packaged, on the JVM and natively. */
  @Test
  void everyServiceOfCamelThatLintLooksForIsCarried() {
    assertThat(image.services())
        .filteredOn(name -> name.matches(".*/camel/(component|language|dataformat|model)/[^/]+"))
        .hasSizeGreaterThan(15)
        .contains(
            "META-INF/services/org/apache/camel/component/kafka",
            "META-INF/services/org/apache/camel/language/simple",
            "META-INF/services/org/apache/camel/dataformat/jackson")
        .allMatch(image::isCarried);
  }

  /** A library names the fields and methods that it uses; those of classes with native methods. */
  @Test
  void everyMemberThatALibraryUsesIsRegisteredForIt() throws IOException {
    Map<String, Set<String>> used = new TreeMap<>();
    for (String loader : loadersOfUse()) {
      String name = image.libraries(loader, "(amd64|x86_64)").get(0);
      String library = new String(image.library(name), StandardCharsets.ISO_8859_1);
      image
          .classesBeside(loader)
          .filter(type -> !NOT_KAFKAS.matcher(type).matches())
          .forEach(type -> used.put(type, membersIn(library, type)));
    }
    used.values().removeIf(Set::isEmpty);
    assertThat(used).hasSizeGreaterThanOrEqualTo(3);
    assertThat(used)
        .allSatisfy((type, members) -> assertThat(image.forLibraries(type)).isEqualTo(members));
  }

  /** Quarkus' way writes one file for all processes of a machine. */
  @Test
  void snappyIsLoadedByItsOwnCode() {
    assertThat(image.arguments()).noneMatch(one -> one.contains("SnappyFeature"));
  }

  @Test
  void everyPluginThatKafkaMakesByItsNameCanBeMade() {
    Set<String> plugins =
        image
            .classesBeside("org/apache/kafka/clients/consumer/KafkaConsumer")
            .filter(type -> isPlugin(type) && hasPublicConstructor(type))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(plugins)
        .contains(
            "org/apache/kafka/common/security/plain/PlainLoginModule",
            "org/apache/kafka/common/security/scram/ScramLoginModule",
            "org/apache/kafka/common/security/oauthbearer/OAuthBearerLoginModule",
            "org/apache/kafka/common/security/kerberos/KerberosLogin");
    plugins.removeIf(image::canBeMade);
    assertThat(plugins).isEqualTo(new TreeSet<>(NO_PLUGINS.keySet()));
  }

  /** Every class that the manual gives Kafka, in its examples too. */
  @Test
  void everyClassThatTheManualNamesForKafkaCanBeMade() throws IOException {
    Set<String> named = new TreeSet<>();
    Pattern.compile("(?m)^#?kafka\\.[^=]*=((?:[a-z]\\w*\\.)+[A-Z]\\w*)")
        .matcher(Files.readString(Path.of("application.properties")))
        .results()
        .forEach(one -> named.add(one.group(1).replace('.', '/')));
    assertThat(named).hasSizeGreaterThanOrEqualTo(2).allMatch(image::canBeMade);
  }

  private Set<String> loadersOfUse() {
    Set<String> used = new TreeSet<>(loaders);
    used.removeAll(LOADERS.keySet());
    return used;
  }

  private boolean isPlugin(String type) {
    return PLUGINS.contains(type)
        || supers.containsKey(type)
            && (isPlugin(supers.get(type))
                || Stream.of(interfaces.get(type)).anyMatch(this::isPlugin));
  }

  /** The class can be made by whoever knows its name alone. */
  private boolean hasPublicConstructor(String type) {
    boolean[] found = {false};
    ClassReader reader = new ClassReader(image.classes().get(type));
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            found[0] |= name.equals("<init>") && descriptor.equals("()V") && isPublic(access);
            return null;
          }
        },
        ClassReader.SKIP_CODE);
    return found[0] && isPublic(reader.getAccess()) && !Modifier.isAbstract(reader.getAccess());
  }

  private static boolean isPublic(int access) {
    return Modifier.isPublic(access);
  }

  /** The members of a class with native methods, whose names stand in the library. */
  private Set<String> membersIn(String library, String type) {
    Set<String> members = new TreeSet<>();
    boolean[] calls = {false};
    new ClassReader(image.classes().get(type))
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public FieldVisitor visitField(
                  int access, String name, String descriptor, String signature, Object value) {
                members.add(name);
                return null;
              }

              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                calls[0] |= Modifier.isNative(access);
                members.add(name);
                return null;
              }
            },
            ClassReader.SKIP_CODE);
    // of the classes that it makes, none of these
    members.remove("<init>");
    members.removeIf(name -> !library.contains("\0" + name + "\0"));
    return calls[0] ? members : Set.of();
  }

  /** What code uses: by which instruction, which type, which method of it. */
  private record Use(int opcode, String type, String method) {}

  /** Tells every type that the code of a method names. */
  private static final class Uses extends MethodVisitor {
    private final Consumer<Use> uses;

    Uses(Consumer<Use> uses) {
      super(Opcodes.ASM9);
      this.uses = uses;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      tell(opcode, Type.getObjectType(type), "");
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      tell(Opcodes.NOP, Type.getObjectType(owner), "");
      tell(opcode, Type.getType(descriptor), "");
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String d, boolean i) {
      tell(opcode, Type.getObjectType(owner), name);
    }

    @Override
    public void visitLdcInsn(Object value) {
      if (value instanceof Type type && type.getSort() != Type.METHOD) {
        tell(Opcodes.LDC, type, "");
      }
    }

    private void tell(int opcode, Type type, String method) {
      Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
      if (element.getSort() == Type.OBJECT) {
        uses.accept(new Use(opcode, element.getInternalName(), method));
      }
    }
  }
}
