import ReadinessModel
import Testing

@Suite("Half a year of a small company")
struct HalfYearTests {
  @Test("a clean half-year shows no deviation, and its populations are whole")
  func clean() throws {
    let company = try HalfYear([:])
    let report = try company.live()
    #expect(report.deviations.isEmpty, "\(report.deviations.map(\.message))")
    #expect(report.notSeen.isEmpty)
    let populations = Dictionary(uniqueKeysWithValues: report.populations.map { ($0.id, $0) })
    #expect(populations["changes"]?.standing == .complete)
    #expect(populations["changes"]?.items.count == 78)
    #expect(populations["deployments"]?.standing == .complete)
    #expect(populations["deployments"]?.items.count == 26)
    #expect(populations["bypasses"]?.standing == .noOccurrence)
    #expect(report.forecasts.filter { $0.outlook != .none }.isEmpty)
    let samples = try company.samples(of: report)
    #expect(samples == (try company.samples(of: report)))
    #expect(
      samples.map { "\($0.population) \($0.control) \($0.selections.count)" } == [
        "changes CHG-1 8", "changes CHG-2 8", "deployments CHG-2 5", "runs-purge-yml CNF-4 19",
      ]
    )
  }

  @Test("whatever went wrong is found, dated and named, and nothing else is")
  func mishaps() throws {
    let report = try HalfYear([
      3: .protectionOff, 6: .ownMerge, 9: .directPush, 12: .strangeDeployment, 15: .missedCheck,
      19: .purgeStops,
    ]).live()
    let told = report.deviations.map {
      "\($0.kind.rawValue) \($0.from) \($0.to?.description ?? "-")"
    }
    #expect(
      told == [
        "protection-weakened 2026-01-31T10:00:00Z 2026-01-31T12:00:00Z",
        "unreviewed-change 2026-02-17T11:00:00Z 2026-02-17T11:00:00Z",
        "direct-push 2026-03-13T09:00:00Z 2026-03-13T09:00:00Z",
        "unreviewed-deployment 2026-04-02T07:00:00Z 2026-04-02T07:00:00Z",
        "missed-check 2026-04-20T00:00:00Z 2026-04-27T00:00:00Z",
        "job-stopped 2026-05-19T03:00:00Z 2026-06-09T03:00:00Z",
      ]
    )
    #expect(report.deviations.map(\.actor).prefix(4) == ["carlos", "grace", "carlos", "carlos"])
  }
}
