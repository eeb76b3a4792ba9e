package io.orderroutes.dispatch;

import io.orderroutes.config.OrdersConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.MDC;

/** Virtual threads if the Java runtime has them (21 and newer), else bounded pools. */
final class WorkerThreads {
  private WorkerThreads() {}

  /** The threads of parallel calls of one order; routes name this bean. */
  @Produces
  @Singleton
  @Named("callThreads")
  static ExecutorService callThreads(OrdersConfig config) {
    return create(config.concurrency());
  }

  static ExecutorService create(int size) {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      return new Pool(size);
    }
  }

  /** Its threads log with the MDC fields of the caller, as virtual threads do by themselves. */
  private static final class Pool extends ThreadPoolExecutor {
    Pool(int size) {
      super(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
      allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
      Map<String, Object> fields = MDC.getMap();
      super.execute(
          () -> {
            MDC.clear();
            fields.forEach(MDC::put);
            try {
              task.run();
            } finally {
              MDC.clear();
            }
          });
    }
  }
}
