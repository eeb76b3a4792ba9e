package io.orderroutes.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The request line and the time of a signed request, on a real connection. */
class SignedQueryTest {
  private final CountDownLatch answer = new CountDownLatch(1);
  private HttpServer gateway;
  private CloseableHttpClient client;

  @BeforeEach
  void start() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.setExecutor(Executors.newCachedThreadPool());
    gateway.createContext(
        "/",
        call -> {
          if (call.getRequestURI().getPath().equals("/slow")) {
            await();
          }
          byte[] query = String.valueOf(call.getRequestURI().getRawQuery()).getBytes(UTF_8);
          call.sendResponseHeaders(200, query.length);
          call.getResponseBody().write(query);
          call.close();
        });
    gateway.start();
    HttpClientBuilder builder =
        HttpClientBuilder.create()
            .disableAutomaticRetries()
            .setDefaultRequestConfig(
                RequestConfig.custom().setResponseTimeout(Timeout.ofSeconds(60)).build());
    new SignedQuery().configureHttpClient(builder);
    client = builder.build();
  }

  @AfterEach
  void stop() throws IOException {
    answer.countDown();
    client.close();
    gateway.stop(0);
  }

  @Test
  void writesTheQueryIntoTheRequestLine() throws IOException {
    assertThat(call("/fast", new Timeouts(Optional.empty(), Optional.empty()))).isEqualTo("sign=1");
  }

  @Test
  void waitsForAnAppNoLongerThanItSays() throws IOException {
    Timeouts own = new Timeouts(Optional.empty(), Optional.of(1000));
    assertThat(call("/fast", own)).isEqualTo("sign=1");
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> call("/slow", own));
  }

  @Test
  void keepsTheTimeOfOneAppFromTheNext() throws Exception {
    Timeouts own = new Timeouts(Optional.of(1000), Optional.of(1000));
    assertThat(call("/fast", own)).isEqualTo("sign=1");
    var slow =
        Executors.newSingleThreadExecutor()
            .submit(() -> call("/slow", new Timeouts(Optional.empty(), Optional.empty())));
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> call("/slow", own));
    assertThat(slow.isDone()).as("an app without a time of its own still waits").isFalse();
    answer.countDown();
    assertThat(slow.get(30, TimeUnit.SECONDS)).isEqualTo("sign=1");
  }

  private String call(String path, Timeouts timeouts) throws IOException {
    HttpPost post = new HttpPost("http://127.0.0.1:" + gateway.getAddress().getPort() + path);
    post.setEntity(new SignedForm("sign=1", "a=b".getBytes(UTF_8), timeouts));
    return client.execute(
        post, response -> new String(response.getEntity().getContent().readAllBytes(), UTF_8));
  }

  private void await() {
    try {
      answer.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
