package com.augmentalis.netavanue.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.codec.json.ObjectMembers;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.device.Capabilities;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.session.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MessageReaderTest {

  private static MessageReader reader(String json) {
    return new MessageReader(ObjectMembers.of(JsonSlice.of(json.replace('\'', '"'))));
  }

  private static void assertInvalid(String expected, Executable read) {
    ServiceException failure = assertThrows(ServiceException.class, read);
    assertEquals(FailureCode.INVALID_MESSAGE, failure.code());
    assertTrue(failure.getMessage().contains(expected), failure.getMessage());
  }

  @Test
  void stringsAreRequiredBoundedAndNamed() {
    assertEquals("x", reader("{'a':'x'}").string("a", 1));
    assertInvalid("a is required", () -> reader("{}").string("a", 9));
    assertInvalid("a is required", () -> reader("{'a':null}").string("a", 9));
    assertInvalid("a must be a string", () -> reader("{'a':7}").string("a", 9));
    assertInvalid("a must not be empty", () -> reader("{'a':''}").string("a", 9));
    assertInvalid("a must have at most 2", () -> reader("{'a':'xyz'}").string("a", 2));
    assertInvalid("U+0000", () -> reader("{'a':'\\u0000'}").string("a", 9));
  }

  @Test
  void fingerprintsAreSixtyFourLowerCaseHexCharacters() {
    String good = "0123456789abcdef".repeat(4);
    assertEquals(good, reader("{'f':'" + good + "'}").fingerprint("f"));
    for (String bad : List.of("", "ab", good.toUpperCase(java.util.Locale.ROOT), good + "0")) {
      assertInvalid("f must be 64", () -> reader("{'f':'" + bad + "'}").fingerprint("f"));
    }
    assertInvalid("f is required", () -> reader("{}").fingerprint("f"));
  }

  @Test
  void numbersAreWholeAndClampedToTheRangeOfAnInt() {
    assertEquals(8, reader("{'n':8}").integer("n"));
    assertEquals(8, reader("{'n':8.0}").integer("n"));
    assertEquals(Integer.MAX_VALUE, reader("{'n':99999999999999999999}").integer("n"));
    assertEquals(Integer.MIN_VALUE, reader("{'n':-99999999999}").integer("n"));
    assertEquals(Integer.MAX_VALUE, reader("{'n':1e300}").integer("n"));
    assertInvalid("n must be a whole number", () -> reader("{'n':1.5}").integer("n"));
    assertInvalid("n must be a whole number", () -> reader("{'n':'8'}").integer("n"));
    assertInvalid("n is required", () -> reader("{}").integer("n"));
  }

  @Test
  void constantsAreNamedExactly() {
    assertEquals(Platform.IOS, reader("{'p':'IOS'}").constant("p", Platform.class));
    assertInvalid("ANDROID", () -> reader("{'p':'ios'}").constant("p", Platform.class));
    assertInvalid("p is required", () -> reader("{}").constant("p", Platform.class));
    assertEquals(
        Topology.MESH,
        reader("{'t':'mesh'}").optionalLowerCaseConstant("t", Topology.class, Topology.STAR));
    assertInvalid(
        "[star, mesh]",
        () -> reader("{'t':'sfu'}").optionalLowerCaseConstant("t", Topology.class, Topology.STAR));
  }

  @Test
  void aFieldGivenTwiceIsRefused() {
    assertInvalid("a field twice", () -> reader("{'a':1,'a':2}"));
    assertInvalid("a field twice", () -> reader("{'a':1,'\\u0061':2}"));
  }

  @Test
  void textIsCheckedWithoutBeingRead() {
    reader("{'sdp':'v=0\\r\\n'}").requireText("sdp");
    assertInvalid("sdp is required", () -> reader("{}").requireText("sdp"));
    assertInvalid("sdp must be a string", () -> reader("{'sdp':{}}").requireText("sdp"));
    assertInvalid("sdp must not be empty", () -> reader("{'sdp':''}").requireText("sdp"));
  }

  @Test
  void capabilitiesAreReadWithTheirDefaults() {
    Capabilities c =
        CapabilityReader.read(reader("{'capabilities':{'cpuCores':4,'ramMb':8192,'future':1}}"));
    assertEquals(4, c.cpuCores());
    assertEquals(DeviceType.PHONE, c.deviceType());
    assertNull(c.batteryPercent());
    assertEquals(List.of(), c.supportedCodecs());
    assertInvalid(
        "capabilities.ramMb is required",
        () -> CapabilityReader.read(reader("{'capabilities':{'cpuCores':4}}")));
    assertInvalid(
        "capabilities must be an object",
        () -> CapabilityReader.read(reader("{'capabilities':[]}")));
    assertInvalid(
        "capabilities.supportedCodecs must hold strings",
        () ->
            CapabilityReader.read(
                reader("{'capabilities':{'cpuCores':4,'ramMb':1,'supportedCodecs':[1]}}")));
  }
}
