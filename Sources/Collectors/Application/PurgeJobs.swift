import ReadinessModel
import ScriptLanguage

/// Finds scheduled code that deletes data past its time.
enum PurgeJobs {
  /// Calls that delete records.
  static let calls = ["deleteMany", "delete", "destroy", "remove", "del"]
  /// Names that compare with an age.
  static let limits = [
    "lte?", "LessThan(?:OrEqual)?", "subDays", "before",
  ]

  static func jobs(in survey: ProgramSurvey) -> [PurgeJob] {
    deletions(survey).compactMap { deletion in
      let schedule = schedule(around: deletion.id, survey)
      // A deletion by age is a purge even when something outside the file calls it.
      guard schedule != nil || deletion.isByAge else { return nil }
      return PurgeJob(
        target: deletion.target,
        schedule: schedule,
        ageDays: deletion.ageDays,
        writesLog: recordsDeletion(around: deletion.id, survey),
        location: survey.location(deletion.id)
      )
    }
  }

  /// Finds statements that call functions of the database; which of these delete, migrations say.
  static func databaseCalls(in survey: ProgramSurvey) -> [DatabaseCall] {
    var found: [DatabaseCall] = []
    for (index, node) in survey.program.nodes.enumerated()
    where [.string, .template].contains(node.kind) && found.count < 200 {
      let id = ScriptNodeID(index)
      let outer = survey.parent(id)
      if outer >= 0, survey.program[outer].kind == .template { continue }
      guard let text = survey.looseString(id), let functions = DatabaseCall.functions(in: text)
      else { continue }
      found.append(
        DatabaseCall(
          functions: functions,
          schedule: schedule(around: id, survey),
          location: survey.location(id)
        )
      )
    }
    return found
  }

  private struct Deletion {
    let id: ScriptNodeID
    let target: String
    let ageDays: Int?
    let isByAge: Bool
  }

  // MARK: Deletions

  private static func deletions(_ survey: ProgramSurvey) -> [Deletion] {
    var found: [Deletion] = []
    let program = survey.program
    for (index, node) in program.nodes.enumerated() where [.string, .template].contains(node.kind) {
      let id = ScriptNodeID(index)
      // A part of a template is read with the whole.
      let outer = survey.parent(id)
      if outer >= 0, program[outer].kind == .template { continue }
      guard let text = survey.looseString(id) else { continue }
      found += sql(text, id)
    }
    for call in survey.calls
    where calls.contains(call.name) {
      guard let argument = call.arguments.first else { continue }
      let names = survey.names(in: argument).union(
        survey.program.nodes.isEmpty ? [] : keys(argument, survey)
      )
      guard names.contains(where: { isOlderThan($0) }), names.contains(where: { isMoment($0) })
      else {
        continue
      }
      let target = call.written.split(separator: ".").dropLast().last.map(String.init) ?? "*"
      found.append(
        Deletion(
          id: call.id,
          target: trimmed(target),
          ageDays: age(in: call.id, survey),
          isByAge: true
        )
      )
    }
    return found
  }

  private static func trimmed(_ name: String) -> String {
    for ending in ["Repository", "Repo", "Model"]
    where name.hasSuffix(ending) && name.count > ending.count {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  private static func keys(_ id: ScriptNodeID, _ survey: ProgramSurvey) -> Set<String> {
    var found: Set<String> = []
    for (index, node) in survey.program.nodes.enumerated() where node.kind == .property {
      let property = ScriptNodeID(index)
      if survey.isInside(property, id) { found.insert(survey.program.text(property)) }
    }
    return found
  }

  private static func isOlderThan(_ name: String) -> Bool {
    ["lt", "lte", "$lt", "$lte", "LessThan", "LessThanOrEqual", "subDays", "before"].contains(name)
  }

  private static func isMoment(_ name: String) -> Bool {
    let lower = name.lowercased().filter { $0 != "_" }
    return lower.hasSuffix("at") || lower.holds("date") || lower.holds("time")
      || lower.holds("expires")
  }

  /// Reads `DELETE FROM x WHERE y < now() - interval '90 days'`, and statements that first choose the
  /// rows by age (`WITH due AS (…)`) and then delete them, from one table or several.
  private static func sql(_ text: String, _ id: ScriptNodeID) -> [Deletion] {
    guard text.utf8.count < 100_000 else { return [] }
    let words = text.lowercased().split { $0.isWhitespace || "();".contains($0) }.map(String.init)
    let isChosenFirst = words.first == "with"
    let starts = words.indices.filter { at in
      words[at] == "delete" && at + 2 < words.count && words[at + 1] == "from"
    }
    return starts.prefix(50).compactMap { at -> Deletion? in
      let rest = isChosenFirst ? words[...] : words[(at + 2)...]
      let comparesAge = rest.contains { ["<", "<="].contains($0) } || rest.contains("interval")
      let concernsTime = rest.contains { isMoment($0.filter { $0.isLetter || $0 == "_" }) }
      guard comparesAge, concernsTime else { return nil }
      return Deletion(
        id: id,
        target: words[at + 2].filter { $0 != "\"" && $0 != "`" },
        ageDays: interval(rest.joined(separator: " ")),
        isByAge: true
      )
    }
  }

  /// Reads `interval '90 days'` and the like, in days.
  static func interval(_ text: String) -> Int? {
    guard let start = text.firstRange(of: "interval") else { return nil }
    let words = text[start.upperBound...].split { !$0.isNumber && !$0.isLetter }.map(String.init)
    guard words.count >= 2, let count = Int(words[0]) else { return nil }
    switch words[1] {
    case "day", "days": return count
    case "week", "weeks": return count * 7
    case "month", "months", "mon", "mons": return count * 30
    case "year", "years": return count * 365
    default: return nil
    }
  }

  /// Finds the number of days subtracted from now, near a call.
  private static func age(in id: ScriptNodeID, _ survey: ProgramSurvey) -> Int? {
    let place = survey.program.place(id)
    for call in survey.calls where ["subDays", "subtract", "minus"].contains(call.name) {
      let line = survey.program.place(call.id).line
      guard line > place.line - 40, line <= place.endLine + 1 else { continue }
      for argument in call.arguments {
        if let days = survey.number(argument) { return Int(days) }
        if let days = survey.option("days", of: argument).flatMap({ survey.number($0) }) {
          return Int(days)
        }
      }
    }
    for (index, node) in survey.program.nodes.enumerated() where node.kind == .binary {
      guard survey.program.text(ScriptNodeID(index)) == "-" else { continue }
      guard Int(node.line) > place.line - 40, Int(node.line) <= place.endLine + 1 else { continue }
      guard survey.text(node.first).hasPrefix("Date.now"), let amount = survey.number(node.second)
      else {
        continue
      }
      return Int((amount / 86_400_000).rounded())
    }
    return nil
  }

  // MARK: Schedules

  private static let schedulers: Set<String> = [
    "node-cron", "cron", "node-schedule", "agenda", "bree", "croner", "@nestjs/schedule", "bull",
    "bullmq", "toad-scheduler", "pg-boss", "fastify-cron", "@hokify/agenda", "inngest",
    "trigger.dev",
    "@trigger.dev/sdk", "@trigger.dev/sdk/v3", "graphile-worker",
  ]

  private static func schedule(around id: ScriptNodeID, _ survey: ProgramSurvey) -> String? {
    let function = survey.functionName(around: id)
    for call in survey.calls {
      let isScheduler = call.origin.map { schedulers.contains($0.module) } ?? false
      guard isScheduler || call.written == "setInterval" else { continue }
      let runs =
        survey.isInside(id, call.id)
        || (!function.isEmpty && call.arguments.contains { survey.text($0).hasSuffix(function) })
      guard runs else { continue }
      return call.arguments.lazy.compactMap { survey.string($0) }.first {
        $0.split(separator: " ").count >= 5
      }
        ?? call.written
    }
    return decorated(id, survey)
  }

  /// The expression of a `@Cron(…)` above the method.
  private static func decorated(_ id: ScriptNodeID, _ survey: ProgramSurvey) -> String? {
    var current = survey.parent(id)
    while current >= 0 {
      if survey.program[current].kind == .method {
        for mark in survey.program.decorators(current) where survey.program[mark].kind == .call {
          let name = survey.text(survey.program[mark].first)
          guard ["Cron", "Interval"].contains(name) else { continue }
          let argument = survey.program.list(mark).first ?? -1
          return survey.string(argument)
            ?? (survey.text(argument).isEmpty ? name : survey.text(argument))
        }
      }
      current = survey.parent(current)
    }
    return nil
  }

  /// Whether the function around a deletion writes down what it deleted.
  private static func recordsDeletion(around id: ScriptNodeID, _ survey: ProgramSurvey) -> Bool {
    var outer = survey.parent(id)
    while outer >= 0, survey.program[outer].kind != .function { outer = survey.parent(outer) }
    // Statements of a list at the top of the file are run, and recorded, by the functions below it.
    let around = outer >= 0 ? survey.calls(in: outer) : survey.calls
    return around.contains { call in
      let name = call.written.lowercased()
      if name.holds("deletionlog") || name.holds("purgelog") || name.holds("audit") { return true }
      return call.arguments.contains { argument in
        let text = survey.looseString(argument)?.lowercased() ?? ""
        return text.holds("insert into")
          && ["deletion", "purge", "audit", "disposal"].contains { text.holds($0) }
      }
    }
  }
}
