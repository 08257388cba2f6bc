import Assessment
import Collectors
import EvidenceLedger
import Foundation
package import ReadinessModel
import Reports

extension ReadinessEngine {
  /// Tells how far each control has come in showing that it operates, from the ledger alone.
  package func operation(of repository: String, profile: String = "startup") throws
    -> OperationReport
  {
    let selection = try Selection(options: ScanOptions(profile: profile), catalog: catalog)
    let place = LedgerPlace(repository: repository)
    let archive = try place.archive()
    let configuration = try configuration(of: repository)
    let now = moment
    let review = OperationReview(of: archive.facts, at: now)
    let deviations = review.deviations
    let populations = review.populations
    let clocks = WindowReview(of: selection.profile.controls, on: now.day)
    return OperationReport(
      asOf: now.day,
      repository: FactSource.repository(path: repository).repositoryName,
      engagement: configuration.engagement,
      records: archive.size,
      windows: clocks.windows(observations: archive.observations, deviations: deviations),
      coverage: configuration.engagement.map {
        clocks.coverage(
          of: $0.period,
          observations: archive.observations,
          deviations: deviations
        )
      } ?? [],
      deviations: deviations,
      forecasts: ExceptionOutlook(
        period: period(configuration.engagement, archive, now),
        deviations: deviations,
        populations: populations
      ).forecasts,
      populations: populations,
      notSeen: archive.unreadable.map { "The record \($0)" }
    )
  }

  /// The desk where people enter the records that they keep.
  package func recordDesk(of repository: String, profile: String = "startup") throws -> RecordDesk {
    let selection = try Selection(options: ScanOptions(profile: profile), catalog: catalog)
    return RecordDesk(
      of: repository,
      controls: Set(selection.profile.controls.map(\.id)),
      context: context
    )
  }

  /// Puts what the ledger says of operation beside the design of each control.
  func addOperation(to result: inout ScanResult, from repository: String) throws {
    let archive: OperationArchive
    do {
      archive = try LedgerPlace(repository: repository).archive()
    } catch {
      // A scan says how controls are built; that the ledger cannot be used takes nothing from that.
      let reason = (error as? LedgerFailure)?.message ?? "\(error)"
      result.assessment.notSeen.append("How controls operated: \(reason)")
      return
    }
    guard archive.size != nil else { return }
    let now = moment
    let windows = WindowReview(of: result.profile.controls, on: now.day).windows(
      observations: archive.observations,
      deviations: OperationReview(of: archive.facts, at: now).deviations
    )
    for window in windows {
      guard
        let index = result.assessment.controls.firstIndex(where: { $0.id == window.control })
      else { continue }
      result.assessment.controls[index].operation = OperationWording.standing(of: window)
    }
    result.assessment = HistoryConclusion.apply(windows, to: result.assessment, by: result.profile)
  }

  /// Draws the samples that an auditor would draw, for every control with a complete population.
  package func samples(
    of report: OperationReport,
    control: ControlID? = nil
  ) throws -> [Sample] {
    guard let engagement = report.engagement else {
      throw EngineFailure.configuration(
        file: InitialConfiguration.fileName,
        line: nil,
        problem: "it does not say what the auditor is to examine, and the seed depends on it",
        next: "Add engagement: with a name, a type and a period; see auditwright init."
      )
    }
    guard let table = SampleTable.named(engagement.sampling) else { return [] }
    let drawing = SampleDrawing(for: engagement.name, table: table)
    return report.populations.filter { $0.standing == .complete }.flatMap { population in
      population.controls.filter { control == nil || $0 == control }
        .map { drawing.sample(of: population, for: $0) }
    }
  }

  /// Writes each population's file, and how it was retrieved, into a folder; returns the paths.
  package func export(_ populations: [Population], into folder: String) throws -> [String] {
    let root = URL(filePath: folder, directoryHint: .isDirectory)
    do {
      try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
      return try populations.flatMap { population -> [String] in
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        var description = population
        description.items = []
        let files = [
          ("\(population.id).jsonl", Data(population.fileBytes)),
          ("\(population.id).query.json", try encoder.encode(description)),
        ]
        return try files.map { name, data in
          let file = root.appending(path: name)
          try data.write(to: file, options: .atomic)
          return file.path(percentEncoded: false)
        }
      }
    } catch {
      throw EngineFailure.unwritable(path: folder, reason: FileTrouble.reason(of: error))
    }
  }

  /// The moment things are judged as of: now, or the end of the day that was asked for.
  var moment: Moment {
    let now = context.clock()
    guard let day = CivilDay(context.today), day != now.day else { return now }
    return Moment(startOf: day.adding(days: 1)).adding(seconds: -1)
  }

  /// What the project says of itself; nothing when it says nothing.
  func configuration(of repository: String) throws -> ProjectConfiguration {
    do {
      return try RepositoryIntake.configuration(from: RepositoryReader(root: repository))
    } catch let failure as WalkFailure {
      throw EngineFailure.unreadableRepository(path: repository, reason: failure.description)
    }
  }

  private func period(
    _ engagement: Engagement?,
    _ archive: OperationArchive,
    _ now: Moment
  ) -> DaySpan {
    if let engagement { return engagement.period }
    let first = archive.facts.histories.map(\.from).min() ?? archive.observations.map(\.from).min()
    return DaySpan(from: first?.day ?? now.day, through: now.day)
  }
}
