import Assessment
import Testing

@Suite("Schedules of workflows")
struct CronScheduleTests {
  @Test(
    "the longest time between two runs follows from the expression",
    arguments: [
      ("0 3 * * *", 86_400), ("*/15 * * * *", 900), ("0 * * * *", 3_600),
      ("30 5 * * 1", 7 * 86_400), ("0 7 * * MON", 7 * 86_400), ("0 7 * * 1-5", 3 * 86_400),
      ("0 0 1 * *", 31 * 86_400), ("0 0 1 jan *", 366 * 86_400), ("0 9,17 * * *", 57_600),
      ("0 0 1 1,7 *", 184 * 86_400), ("0 0 15 * sun", 7 * 86_400),
    ]
  )
  func intervals(expression: String, seconds: Int) {
    #expect(CronSchedule(expression)?.longestInterval == seconds)
  }

  @Test(
    "what is no schedule is refused",
    arguments: [
      "", "* * * *", "60 * * * *", "* * * * 8", "@daily", "a b c d e", "5-1 * * * *", "*/0 * * * *",
    ]
  )
  func refuses(expression: String) {
    #expect(CronSchedule(expression) == nil)
  }

  @Test("a day that never comes has no interval")
  func never() {
    #expect(CronSchedule("0 0 31 2 *")?.longestInterval == nil)
  }
}
