import ReadinessModel
import Testing

@Suite("Days can be counted")
struct CivilDayArithmeticTests {
  @Test(
    "a day and its number belong together, whatever the year",
    arguments: [-800_000, 0, 20_780]
  )
  func numbers(first: Int) {
    for number in stride(from: first, to: first + 150_000, by: 37) {
      #expect(CivilDay(number: number).number == number)
    }
    #expect(CivilDay(number: 0).description == "1970-01-01")
    #expect(CivilDay("2026-11-23")?.number == 20_780)
  }

  @Test(
    "weekdays are those of the calendar",
    arguments: [("2026-11-23", 0), ("2026-11-29", 6), ("1970-01-01", 3), ("1969-12-28", 6)]
  )
  func weekdays(text: String, weekday: Int) { #expect(CivilDay(text)?.weekday == weekday) }

  @Test(
    "months later is the same day, or the month's last",
    arguments: [
      ("2026-11-23", 3, "2027-02-23"), ("2026-11-30", 3, "2027-02-28"),
      ("2023-12-31", 2, "2024-02-29"), ("2026-01-15", 12, "2027-01-15"),
    ]
  )
  func months(text: String, months: Int, expected: String) {
    #expect(CivilDay(text)?.adding(months: months).description == expected)
  }
}
