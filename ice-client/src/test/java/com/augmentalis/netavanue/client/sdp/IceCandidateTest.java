package com.augmentalis.netavanue.client.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceCandidateTest {

  @Test
  void readsAllFields() throws SdpSyntaxException {
    IceCandidate candidate =
        IceCandidate.parse(
            "candidate:842163049 1 udp 1677729535 203.0.113.7 51000 typ srflx"
                + " raddr 192.168.1.2 rport 51000 generation 0 ufrag Yq3H network-cost 999");
    assertEquals("842163049", candidate.foundation());
    assertEquals(1, candidate.component());
    assertEquals("udp", candidate.transport());
    assertEquals(1_677_729_535L, candidate.priority());
    assertEquals(ConnectionAddress.of("203.0.113.7"), candidate.address());
    assertEquals(51_000, candidate.port());
    assertEquals(Optional.of(CandidateType.SRFLX), candidate.knownType());
    assertEquals(ConnectionAddress.of("192.168.1.2"), candidate.relatedAddress());
    assertEquals(51_000, candidate.relatedPort());
    assertNull(candidate.tcpType());
    assertEquals(
        List.of(
            new IceCandidate.Extension("generation", "0"),
            new IceCandidate.Extension("ufrag", "Yq3H"),
            new IceCandidate.Extension("network-cost", "999")),
        candidate.extensions());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "candidate:1 1 udp 2130706431 192.0.2.1 3478 typ host",
        "candidate:a+/Z 256 udp 0 192.0.2.1 0 typ prflx raddr 0.0.0.0 rport 0",
        "candidate:1 1 udp 4294967295 2001:db8::1 9 typ relay raddr :: rport 9 ufrag x",
        "candidate:1 2 tcp 1518214911 10.0.0.7 9 typ host tcptype active generation 0",
        "candidate:1 1 tcp 1 10.0.0.7 5000 typ srflx raddr 10.0.0.1 rport 9 tcptype so",
        "candidate:1 1 udp 1 3b7c4f8e-6f0a-4c0d-9d7a-1f2e3d4c5b6a.local 50000 typ host",
        "candidate:1 1 udp 1 turn.example 50000 typ host",
        "candidate:1 1 dccp 1 192.0.2.1 50000 typ mystery",
        "candidate:1 1 udp 1 192.0.2.1 50000 typ srflx rport 7",
        "candidate:1 1 udp 1 192.0.2.1 50000 typ srflx raddr 192.0.2.9",
        "candidate:1 1 udp 1 192.0.2.1 50000 typ host empty  last ",
      })
  void writesWhatItRead(String line) throws SdpSyntaxException {
    assertEquals(line, IceCandidate.parse(line).line());
    assertEquals(IceCandidate.parse(line), IceCandidate.parse("a=" + line));
  }

  @Test
  void namesWithAFixedMeaningAreReadInAnyCase() throws SdpSyntaxException {
    assertEquals(
        "candidate:1 1 udp 1 192.0.2.1 5 typ srflx raddr 192.0.2.9 rport 6 tcptype passive",
        IceCandidate.parse(
                "CANDIDATE:1 1 UDP 1 192.0.2.1 5 TYP SRFLX RADDR 192.0.2.9 RPORT 6 TcpType PASSIVE")
            .line());
  }

  @Test
  void tcpTypeIsFoundBehindOtherAttributes() throws SdpSyntaxException {
    IceCandidate candidate =
        IceCandidate.parse("candidate:1 1 tcp 1 192.0.2.1 5 typ host generation 0 tcptype passive");
    assertEquals(TcpType.PASSIVE, candidate.tcpType());
    assertEquals(1, candidate.extensions().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "candidate:",
        "candidate",
        "end-of-candidates",
        "candidate:1 1 udp 1 192.0.2.1 5 typ",
        "candidate:1 1 udp 1 192.0.2.1 5",
        "candidate:1 1 udp 1 192.0.2.1 5 host typ",
        "candidate: 1 udp 1 192.0.2.1 5 typ host",
        "candidate:ab-c 1 udp 1 192.0.2.1 5 typ host",
        "candidate:123456789012345678901234567890123 1 udp 1 192.0.2.1 5 typ host",
        "candidate:1 0 udp 1 192.0.2.1 5 typ host",
        "candidate:1 257 udp 1 192.0.2.1 5 typ host",
        "candidate:1 -1 udp 1 192.0.2.1 5 typ host",
        "candidate:1 1 u/p 1 192.0.2.1 5 typ host",
        "candidate:1 1 udp 4294967296 192.0.2.1 5 typ host",
        "candidate:1 1 udp 99999999999999999999 192.0.2.1 5 typ host",
        "candidate:1 1 udp +1 192.0.2.1 5 typ host",
        "candidate:1 1 udp \u0661 192.0.2.1 5 typ host",
        "candidate:1 1 udp 1 192.0.2.1 65536 typ host",
        "candidate:1 1 udp 1 192.0.2 5 typ host",
        "candidate:1 1 udp 1 192.0.2.256 5 typ host",
        "candidate:1 1 udp 1 fe80::1%eth0 5 typ host",
        "candidate:1 1 udp 1 192.0.2.1 5 typ host raddr",
        "candidate:1 1 udp 1 192.0.2.1 5 typ host raddr nowhere:1",
        "candidate:1 1 udp 1 192.0.2.1 5 typ host rport x",
        "candidate:1 1 udp 1 192.0.2.1 5 typ host tcptype never",
        "candidate:1 1 udp 1 192.0.2.1 5 typ host tcptype so tcptype so",
        "candidate:1 1 udp 1 192.0.2.1 5 typ host generation",
        "candidate:1 1 udp 1 192.0.2.1 5 typ host  value",
        "candidate:1 1 udp 1 192.0.2.1 5 typ host name v\u00e4lue",
        "candidate:1 1 udp 1 192.0.2.1 5 typ host\r\n",
        "candidate:1  1 udp 1 192.0.2.1 5 typ host",
      })
  void refusesWhatIsNone(String line) {
    assertThrows(SdpSyntaxException.class, () -> IceCandidate.parse(line));
  }

  @Test
  void refusesWhatIsTooLong() throws SdpSyntaxException {
    String start = "candidate:1 1 udp 1 192.0.2.1 5 typ host x ";
    String longest = start + "y".repeat(IceCandidateParser.MAX_LENGTH - start.length());
    assertEquals(longest, IceCandidate.parse(longest).line());
    assertThrows(SdpSyntaxException.class, () -> IceCandidate.parse(longest + "y"));
  }

  @Test
  void refusesToBeMadeOfWhatCannotBeWritten() {
    assertThrows(
        IllegalArgumentException.class, () -> new IceCandidate.Extension("two words", "x"));
    assertThrows(IllegalArgumentException.class, () -> new IceCandidate.Extension("x", "a b"));
    assertThrows(IllegalArgumentException.class, () -> new IceCandidate.Extension("tcptype", "so"));
    assertThrows(IllegalArgumentException.class, () -> candidate("1", 1, "UDP", 1, 1));
    assertThrows(IllegalArgumentException.class, () -> candidate("", 1, "udp", 1, 1));
    assertThrows(IllegalArgumentException.class, () -> candidate("1", 0, "udp", 1, 1));
    assertThrows(IllegalArgumentException.class, () -> candidate("1", 1, "udp", -1, 1));
    assertThrows(IllegalArgumentException.class, () -> candidate("1", 1, "udp", 1, 65_536));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ConnectionAddress("192.0.2.1", ConnectionAddress.Kind.NAME));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::",
        "::1",
        "1::",
        "2001:db8:0:0:0:0:0:1",
        "2001:DB8::aBcD",
        "::ffff:192.0.2.1",
        "1:2:3:4:5:6:192.0.2.1",
        "1:2:3:4:5:6:7::",
      })
  void knowsIpv6(String text) {
    assertEquals(ConnectionAddress.Kind.IPV6, ConnectionAddress.of(text).kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        ":::",
        "1",
        "1:2",
        "1::2::3",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8",
        "12345::",
        "g::",
        "1:2:3:4:5:6:7:192.0.2.1",
        "192.0.2.1::",
        ":1:2:3:4:5:6:7",
        "[::1]",
        "a..b",
        ".a",
        "a b",
        "host.0x1.5",
        "1.2.3.4.5",
      })
  void knowsWhatIsNoAddress(String text) {
    assertThrows(IllegalArgumentException.class, () -> ConnectionAddress.of(text));
  }

  @Test
  void knowsMdnsNames() {
    assertTrue(ConnectionAddress.of("6f0a.LOCAL").isMdnsName());
    assertTrue(!ConnectionAddress.of("local.example").isMdnsName());
  }

  private static IceCandidate candidate(
      String foundation, int component, String transport, long priority, int port) {
    return new IceCandidate(
        foundation,
        component,
        transport,
        priority,
        ConnectionAddress.of("192.0.2.1"),
        port,
        "host",
        null,
        null,
        null,
        List.of());
  }
}
