import ReadinessModel
import Testing

@Suite("Moments")
struct MomentTests {
  @Test(
    "an RFC 3339 text is read, whatever its offset and fraction, and written in UTC",
    arguments: [
      ("2026-02-17T14:23:01Z", "2026-02-17T14:23:01Z"),
      ("2026-02-17t14:23:01.250z", "2026-02-17T14:23:01Z"),
      ("2026-03-01T00:30:00+01:00", "2026-02-28T23:30:00Z"),
      ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
      ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
      ("2024-02-29 12:00:00-05:30", "2024-02-29T17:30:00Z"),
    ]
  )
  func reads(text: String, expected: String) {
    #expect(Moment(text)?.description == expected)
  }

  @Test(
    "what is no moment is refused",
    arguments: [
      "", "2026-02-30T00:00:00Z", "2026-02-17", "2026-02-17T24:00:00Z", "2026-02-17T14:23:01",
      "2026-02-17T14:23:01.Z", "2026-02-17T14:23:01+1:00", "2026-02-17T14:23:01Z ",
      "2026-02-17T-1:00:00Z",
    ]
  )
  func refuses(text: String) {
    #expect(Moment(text) == nil)
  }

  @Test("every moment is read back from what it is written as")
  func survives() {
    for seconds in stride(from: -5_000_000_000, through: 5_000_000_000, by: 86_399_717) {
      let moment = Moment(secondsSince1970: seconds)
      #expect(Moment(moment.description) == moment)
    }
  }
}
