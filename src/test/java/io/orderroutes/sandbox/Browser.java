package io.orderroutes.sandbox;

import io.orderroutes.support.Tool;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A headless Chromium, as Debian packages it, with nothing remembered and nothing loaded from afar.
 */
public final class Browser implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "page");
  private static final int TABS_MAX = 60;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Where it is missing, the test is skipped. */
  public static File program(String name) {
    String need =
        "not run: Debian's packages chromium and chromium-driver show the page in a browser";
    return Tool.onPath(name, need).program().toFile();
  }

  public static Browser start(int width, int height) throws IOException {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program("chromium"));
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + Files.createTempDirectory("orders-browser"));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program("chromedriver"))
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.resize(width, height);
    return browser;
  }

  public void resize(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  public void open(String address) {
    driver.get(address);
  }

  public String address() {
    return driver.getCurrentUrl();
  }

  public String heading() {
    return driver.findElement(By.tagName("h1")).getText();
  }

  /** What a reader sees. */
  public String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  public void click(String text) {
    driver.findElement(By.xpath(named(text))).click();
  }

  public void type(String field, String text) {
    driver.findElement(By.id(field)).sendKeys(text);
  }

  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Looks until a reader sees this. */
  public void awaitText(String text) {
    Flow.await(() -> shows(text));
  }

  private boolean shows(String text) {
    try {
      return text().contains(text);
    } catch (WebDriverException e) {
      return false; // the page is just being loaded again
    }
  }

  /** Presses Tab until the link or button of this text has the focus, which must be seen. */
  public void tabTo(String text) {
    for (int i = 0; i < TABS_MAX; i++) {
      press(Keys.TAB);
      WebElement focused = focused();
      if (focused.getDomProperty("textContent").strip().equals(text)) {
        if (focused.getCssValue("outline-style").equals("none")) {
          throw new AssertionError("nobody sees that " + text + " has the focus");
        }
        return;
      }
    }
    throw new AssertionError("no Tab leads to " + text);
  }

  public void press(Keys key) {
    focused().sendKeys(key);
  }

  public WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** How far the page can be moved sideways, in pixels. */
  public long overflow() {
    return (Long)
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  /** What the browser complained of since it was asked: a broken policy, a missing file. */
  public List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .map(entry -> entry.getMessage())
        .filter(message -> !message.contains("favicon.ico"))
        .toList();
  }

  /** Keeps the whole page as a picture, for whoever reviews it. */
  public void picture(String name) {
    Dimension before = driver.manage().window().getSize();
    Long height = (Long) driver.executeScript("return document.documentElement.scrollHeight");
    resize(before.width, Math.max(before.height, height.intValue() + 150));
    try {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    driver.manage().window().setSize(before);
  }

  private static String named(String text) {
    return "//*[self::a or self::button][normalize-space()='%s']".formatted(text);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
