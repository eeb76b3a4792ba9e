package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The picture of the routes is never stale. */
class RoutesPictureTest {
  private static final Path PAGE = Path.of("docs", "ROUTES.md");

  @Test
  void thePictureShowsTheRoutesAsTheyAre() throws IOException {
    String page = new RoutesPicture().page();
    if (System.getenv("ROUTES_WRITE") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page);
  }

  @Test
  void everyRouteAndEveryCallIsInThePicture() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains("topic_order_events_parked[(\"order-events.parked\")]")
        .contains("route_order_events --> route_order")
        .contains("route_order --> route_publish")
        .contains("route_order -.-> route_park")
        .contains("route_order --> route_park")
        .contains("route_aliexpress --> call_aliexpress_local_logistics_order_info_query")
        .contains("route_publish --> route_document_topic");
  }
}
