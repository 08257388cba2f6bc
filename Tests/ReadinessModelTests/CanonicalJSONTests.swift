import ReadinessModel
import Testing

@Suite("JSON has one canonical text")
struct CanonicalJSONTests {
  private func canonical(_ text: String) throws -> String {
    String(decoding: try CanonicalJSON(reading: text.utf8).bytes, as: UTF8.self)
  }

  @Test(
    "numbers are written as RFC 8785, appendix B, has them",
    arguments: [
      (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"),
      (0x0000_0000_0000_0001, "5e-324"), (0x8000_0000_0000_0001, "-5e-324"),
      (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
      (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
      (0x4340_0000_0000_0000, "9007199254740992"), (0xc340_0000_0000_0000, "-9007199254740992"),
      (0x4430_0000_0000_0000, "295147905179352830000"),
      (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
      (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
      (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
      (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
      (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
      (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"),
      (0x41b3_de43_5555_5555, "333333333.3333333"), (0x41b3_de43_5555_5556, "333333333.3333334"),
      (0x41b3_de43_5555_5557, "333333333.33333343"),
      (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
      (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ] as [(UInt64, String)]
  )
  func numbers(bits: UInt64, text: String) {
    let value = CanonicalJSON.number(Double(bitPattern: bits))
    #expect(String(decoding: value.bytes, as: UTF8.self) == text)
  }

  @Test("the example of RFC 8785, section 3.2, comes out as it says")
  func example() throws {
    let text = #"""
      {
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
      }
      """#
    let expected =
      #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
      + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#
    #expect(try canonical(text) == expected)
  }

  @Test("names are sorted by UTF-16 code units, as in RFC 8785, section 3.2.3")
  func sorting() throws {
    let text = #"""
      {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
       "1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",
       "\u00f6":"Latin Small Letter O With Diaeresis"}
      """#
    let names = try canonical(text).matches(of: /":"([A-Z][^"]*)"/).map { String($0.1) }
    #expect(
      names == [
        "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
        "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
      ]
    )
  }

  @Test("texts stay as they are, though Unicode could write them another way")
  func composition() throws {
    #expect(try Array(canonical("\"e\u{301}\"").utf8) == Array("\"e\u{301}\"".utf8))
    let both = try canonical("{\"e\u{301}\":1,\"\u{E9}\":2}")
    #expect(Array(both.utf8) == Array("{\"e\u{301}\":1,\"\u{E9}\":2}".utf8))
  }

  @Test(
    "what cannot be canonical is refused",
    arguments: [
      #"{"a":1,"a":2}"#, #"{"b":1,"a":2,"b":3}"#, #""\ud83d""#, #""\ude00""#, #""\ud83dx""#,
      "1e999",
      "01", "1.", "-", "[1,]", "{\"a\"}", "\"a", "\"\u{1}\"", "tru", "1 2", "", "nan",
      String(repeating: "[", count: 100_000),
    ]
  )
  func refusals(text: String) {
    #expect(throws: CanonicalJSONFailure.self) { try CanonicalJSON(reading: text.utf8) }
  }

  @Test("bytes that are no UTF-8 are refused")
  func damagedText() {
    #expect(throws: CanonicalJSONFailure.self) {
      try CanonicalJSON(reading: [0x22, 0xFF, 0x22])
    }
  }
}
