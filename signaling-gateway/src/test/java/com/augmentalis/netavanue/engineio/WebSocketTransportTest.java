package com.augmentalis.netavanue.engineio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.testing.RawClient;
import com.augmentalis.netavanue.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The WebSocket transport, byte by byte. The application is an echo. */
class WebSocketTransportTest {

  private static final String TARGET = "/engine.io/?EIO=4&transport=websocket";
  private static final int MAX_PAYLOAD = 1_000_000;

  private final LinkedBlockingQueue<String> closes = new LinkedBlockingQueue<>();
  private final AtomicInteger unmasked = new AtomicInteger();
  private TestServer server;

  private RawClient start(EngineIoOptions options) throws IOException {
    server =
        TestServer.start(
            vertx ->
                EngineIoServer.create(vertx, options)
                    .sessionHandler(session -> echo(session, closes))
                    .listener(
                        new EngineIoListener() {
                          @Override
                          public void unmaskedFrame() {
                            unmasked.incrementAndGet();
                          }
                        })
                    .requestHandler());
    return server.client();
  }

  static void echo(EngineIoSession session, LinkedBlockingQueue<String> closes) {
    session.messageHandler(
        new EngineIoSession.MessageHandler() {
          @Override
          public void text(ByteSlice utf8) {
            session.sendText(utf8);
          }

          @Override
          public void binary(ByteSlice bytes) {
            session.sendBinary(bytes);
          }
        });
    session.closeHandler(closes::add);
  }

  private RawClient open() throws IOException {
    return open(new EngineIoOptions());
  }

  private RawClient open(EngineIoOptions options) throws IOException {
    RawClient client = start(options).webSocket(TARGET);
    assertTrue(client.readText().startsWith("0{"));
    return client;
  }

  private String closeReason() throws InterruptedException {
    return closes.poll(5, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void opensWithExactlyTheSpecifiedKeys() throws IOException {
    RawClient client = start(new EngineIoOptions()).webSocket(TARGET);
    JsonObject open = new JsonObject(client.readText().substring(1));
    assertEquals(
        java.util.Set.of("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"),
        open.fieldNames());
    assertEquals(25_000, open.getInteger("pingInterval"));
    assertEquals(20_000, open.getInteger("pingTimeout"));
    assertEquals(MAX_PAYLOAD, open.getInteger("maxPayload"));
    assertTrue(open.getJsonArray("upgrades").isEmpty());
  }

  @Test
  void echoesTextAndBinaryOfEveryHeaderSize() throws IOException {
    RawClient client = open();
    for (int size : new int[] {0, 1, 124, 125, 126, 65_534, 65_535, 65_536, 300_000}) {
      String text = "4" + "x".repeat(size);
      assertEquals(text, client.text(text).readText());
      byte[] bytes = new byte[size];
      java.util.Arrays.fill(bytes, (byte) 0xC3);
      assertArrayEquals(bytes, client.binary(bytes).frame().payload());
    }
  }

  @Test
  void losesNothingThatComesRightBehindTheHandshake() throws IOException {
    RawClient client = start(new EngineIoOptions());
    ByteArrayOutputStream burst = new ByteArrayOutputStream();
    burst.writeBytes(
        RawClient.upgradeRequest(TARGET, server.port(), "").getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 50; i++) {
      burst.writeBytes(
          RawClient.frame(0x81, ("4early" + i).getBytes(StandardCharsets.UTF_8), true));
    }
    client.send(burst.toByteArray()).head();
    assertTrue(client.readText().startsWith("0{"));
    for (int i = 0; i < 50; i++) {
      assertEquals("4early" + i, client.readText());
    }
  }

  @Test
  void losesNothingBehindTheHandshakeOfALaterRequest() throws IOException {
    RawClient client = start(new EngineIoOptions());
    assertEquals(400, client.get("/engine.io/?EIO=4&transport=none").status());
    byte[] frame = RawClient.frame(0x81, "4early".getBytes(StandardCharsets.UTF_8), true);
    client.send(RawClient.upgradeRequest(TARGET, server.port(), "")).send(frame).head();
    assertTrue(client.readText().startsWith("0{"));
    assertEquals("4early", client.readText());
  }

  @Test
  void readsFramesByteByByte() throws IOException {
    RawClient client = open();
    byte[] frame = RawClient.frame(0x81, "4slow".getBytes(StandardCharsets.UTF_8), true);
    for (byte b : frame) {
      client.send(new byte[] {b});
    }
    assertEquals("4slow", client.readText());
  }

  @Test
  void acceptsAMessageAtTheLimitAndClosesOneByteAbove() throws Exception {
    RawClient client = open();
    String limit = "4" + "x".repeat(MAX_PAYLOAD - 1);
    assertEquals(limit, client.text(limit).readText());
    client.text(limit + "x");
    assertEquals(1009, client.frame().closeCode());
    assertEquals(CloseReason.TRANSPORT_ERROR, closeReason());
    client.awaitEnd();
  }

  @Test
  void assemblesFragmentsAroundControlFrames() throws IOException {
    RawClient client = open();
    client.send(RawClient.frame(0x01, "4one".getBytes(StandardCharsets.UTF_8), true));
    client.send(RawClient.frame(0x89, "hi".getBytes(StandardCharsets.UTF_8), true));
    client.send(RawClient.frame(0x00, "two".getBytes(StandardCharsets.UTF_8), true));
    client.send(RawClient.frame(0x80, "three".getBytes(StandardCharsets.UTF_8), true));
    RawClient.Frame pong = client.frame();
    assertEquals(0x8A, pong.firstByte());
    assertEquals("hi", pong.text());
    assertEquals("4onetwothree", client.readText());
  }

  @Test
  void boundsFragmentsByTheirSum() throws IOException {
    RawClient client = open();
    byte[] part = new byte[MAX_PAYLOAD / 2];
    client.send(RawClient.frame(0x02, part, true));
    client.send(RawClient.frame(0x00, part, true));
    client.send(RawClient.frame(0x80, new byte[1], true));
    assertEquals(1009, client.frame().closeCode());
  }

  @Test
  void closesOnBrokenFraming() throws IOException {
    int[][] violations = {
      {0xC1, 1002}, // RSV1 without an extension
      {0xB1, 1002}, // RSV2 and RSV3
      {0x83, 1002}, // reserved data opcode
      {0x8B, 1002}, // reserved control opcode
      {0x80, 1002}, // continuation of nothing
      {0x09, 1002}, // fragmented ping
    };
    open().close();
    for (int[] violation : violations) {
      try (RawClient client = server.client().webSocket(TARGET)) {
        assertTrue(client.readText().startsWith("0{"));
        client.send(RawClient.frame(violation[0], new byte[] {'4'}, true));
        assertEquals(violation[1], client.frame().closeCode(), "first byte " + violation[0]);
      }
    }
  }

  @Test
  void closesOnAnUnmaskedFrame() throws IOException {
    RawClient client = open();
    client.send(RawClient.frame(0x81, "4hi".getBytes(StandardCharsets.UTF_8), false));
    assertEquals(1002, client.frame().closeCode());
    assertEquals(0, unmasked.get());
  }

  @Test
  void acceptsAndCountsUnmaskedFramesWhenTold() throws IOException {
    RawClient client = open(new EngineIoOptions().acceptUnmaskedFrames(true));
    client.send(RawClient.frame(0x81, "4hi".getBytes(StandardCharsets.UTF_8), false));
    assertEquals("4hi", client.readText());
    assertEquals("4masked", client.text("4masked").readText());
    assertEquals(1, unmasked.get());
  }

  @Test
  void closesOnTextThatIsNotUtf8() throws IOException {
    RawClient client = open();
    client.send(RawClient.frame(0x81, new byte[] {'4', (byte) 0xC3, '('}, true));
    assertEquals(1007, client.frame().closeCode());
  }

  @Test
  void answersACloseFrame() throws Exception {
    RawClient client = open();
    client.send(RawClient.frame(0x88, new byte[] {0x0F, (byte) 0xA0}, true));
    RawClient.Frame close = client.frame();
    assertEquals(0x88, close.firstByte());
    assertEquals(4000, close.closeCode());
    client.awaitEnd();
    assertEquals(CloseReason.TRANSPORT_CLOSE, closeReason());
  }

  @Test
  void refusesCloseCodesThatNobodyMaySend() throws IOException {
    RawClient client = open();
    client.send(RawClient.frame(0x88, new byte[] {0x03, (byte) 0xED}, true)); // 1005
    assertEquals(1002, client.frame().closeCode());
  }

  @Test
  void noticesALostConnection() throws Exception {
    open().close();
    assertEquals(CloseReason.TRANSPORT_CLOSE, closeReason());
  }

  @Test
  void pingsAndClosesWhoDoesNotAnswer() throws Exception {
    RawClient client = open(new EngineIoOptions().pingIntervalMs(60).pingTimeoutMs(60));
    for (int i = 0; i < 3; i++) {
      assertEquals("2", client.readText());
      client.text("3");
    }
    assertEquals("2", client.readText());
    assertEquals(0x88, client.frame().firstByte());
    assertEquals(CloseReason.PING_TIMEOUT, closeReason());
  }

  @Test
  void closesOnPacketsThatAClientMustNotSend() throws Exception {
    open().close();
    assertEquals(CloseReason.TRANSPORT_CLOSE, closeReason());
    for (String packet : new String[] {"2", "0{}", "5", "abc", "7", ""}) {
      try (RawClient client = server.client().webSocket(TARGET)) {
        assertTrue(client.readText().startsWith("0{"));
        client.text(packet);
        assertEquals(0x88, client.frame().firstByte(), packet);
        assertEquals(CloseReason.PARSE_ERROR, closeReason(), packet);
      }
    }
  }

  @Test
  void endsWhenTheClientSaysSo() throws Exception {
    RawClient client = open();
    client.text("1");
    assertEquals(0x88, client.frame().firstByte());
    assertEquals(CloseReason.TRANSPORT_CLOSE, closeReason());
  }

  @Test
  void answersAClientsPingWhenTold() throws IOException {
    RawClient client = open(new EngineIoOptions().answerClientPings(true));
    assertEquals("3", client.text("2").readText());
    assertEquals("4still", client.text("4still").readText());
  }

  @Test
  void closesWithoutACloseFrameWhenTold() throws Exception {
    RawClient client =
        open(new EngineIoOptions().skipCloseFrame(true).pingIntervalMs(60).pingTimeoutMs(60));
    assertEquals("2", client.readText());
    assertEquals(-1, client.input().read());
    assertEquals(CloseReason.PING_TIMEOUT, closeReason());
    try (RawClient violator = server.client().webSocket(TARGET)) {
      assertTrue(violator.readText().startsWith("0{"));
      violator.text("abc");
      assertEquals(1008, violator.frame().closeCode());
    }
  }

  @Test
  void padsTheHeadToExactly512BytesWhenTold() throws IOException {
    RawClient client = start(new EngineIoOptions().padUpgradeResponse(true));
    String head = client.send(RawClient.upgradeRequest(TARGET, server.port(), "")).head();
    assertEquals(512, head.length());
  }

  @Test
  void computesTheAcceptOfTheSpecification() throws IOException {
    RawClient client = start(new EngineIoOptions());
    String head = client.send(RawClient.upgradeRequest(TARGET, server.port(), "")).head();
    assertTrue(head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"), head);
  }

  @Test
  void refusesBrokenHandshakes() throws IOException {
    String request = RawClient.upgradeRequest(TARGET, 1, "");
    start(new EngineIoOptions()).close();
    String[][] broken = {
      {"Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8", "426"},
      {"Sec-WebSocket-Version: 13\r\n", "", "426"},
      {"dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ=", "400"},
      {"dGhlIHNhbXBsZSBub25jZQ==", "?", "400"},
      {"Connection: Upgrade", "Connection: close", "400"},
      {"GET ", "POST ", "400"},
      {"Upgrade: websocket", "Upgrade: other", "400"},
      {"EIO=4", "EIO=3", "400"},
      {"Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 13\r\nContent-Length: 1", "400"},
    };
    for (String[] change : broken) {
      try (RawClient client = server.client()) {
        RawClient.Response response = client.send(request.replace(change[0], change[1])).response();
        assertEquals(Integer.parseInt(change[2]), response.status(), change[1]);
        if (response.status() == 426) {
          assertEquals("13", response.header("sec-websocket-version"));
        }
      }
    }
  }

  @Test
  void closesASlowConsumerAndNobodyElse() throws Exception {
    RawClient healthy =
        open(new EngineIoOptions().maxBufferedBytes(200_000).maxBufferedPackets(50));
    String message = "4" + "x".repeat(50_000);
    try (RawClient slow = new RawClient(server.port(), 4_096)) {
      slow.webSocket(TARGET).readText();
      byte[] frame = RawClient.frame(0x81, message.getBytes(StandardCharsets.UTF_8), true);
      Thread writer =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 2_000; i++) {
                    slow.send(frame);
                  }
                } catch (IOException expected) {
                  // The server has closed the connection.
                }
              });
      writer.start();
      assertEquals(CloseReason.SLOW_CONSUMER, closeReason());
      assertEquals("4hi", healthy.text("4hi").readText());
      writer.join();
    }
  }

  @Test
  void refusesSessionsAboveTheBound() throws IOException {
    open(new EngineIoOptions().maxSessions(1));
    RawClient second = server.client();
    second.send(RawClient.upgradeRequest(TARGET, server.port(), ""));
    assertEquals(503, second.response().status());
  }

  @Test
  void negotiatesDeflateWhenTold() throws IOException {
    RawClient client = start(new EngineIoOptions().perMessageDeflate(true));
    String offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";
    String head = client.send(RawClient.upgradeRequest(TARGET, server.port(), offer)).head();
    assertTrue(head.contains("permessage-deflate"), head);
    assertTrue(client.readText().startsWith("0{"));
    String text = "4" + "repetition ".repeat(1_000);
    byte[] deflated = deflate(text);
    RawClient.Frame echo = client.send(RawClient.frame(0xC1, deflated, true)).frame();
    assertEquals(0xC1, echo.firstByte());
    assertTrue(echo.payload().length < 500);
    assertEquals(text, inflate(echo.payload()));
  }

  @Test
  void boundsWhatADeflatedMessageBecomes() throws IOException {
    RawClient client = start(new EngineIoOptions().perMessageDeflate(true));
    String offer = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
    String head = client.send(RawClient.upgradeRequest(TARGET, server.port(), offer)).head();
    assertTrue(head.startsWith("HTTP/1.1 101"), head);
    assertTrue(client.readText().startsWith("0{"));
    byte[] bomb = deflate("4" + "x".repeat(MAX_PAYLOAD));
    assertEquals(1009, client.send(RawClient.frame(0xC1, bomb, true)).frame().closeCode());
  }

  private static byte[] deflate(String text) {
    java.util.zip.Deflater deflater = new java.util.zip.Deflater(9, true);
    deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
    byte[] out = new byte[100_000];
    int size = deflater.deflate(out, 0, out.length, java.util.zip.Deflater.SYNC_FLUSH);
    deflater.end();
    return java.util.Arrays.copyOf(out, size - 4);
  }

  private static String inflate(byte[] deflated) {
    java.util.zip.Inflater inflater = new java.util.zip.Inflater(true);
    byte[] whole = java.util.Arrays.copyOf(deflated, deflated.length + 4);
    whole[whole.length - 2] = (byte) 0xFF;
    whole[whole.length - 1] = (byte) 0xFF;
    inflater.setInput(whole);
    byte[] out = new byte[100_000];
    try {
      return new String(out, 0, inflater.inflate(out), StandardCharsets.UTF_8);
    } catch (java.util.zip.DataFormatException e) {
      throw new AssertionError(e);
    } finally {
      inflater.end();
    }
  }
}
