import Connectors
import Foundation
package import ReadinessModel
import Reports

extension ReadinessEngine {
  /// Asks the git host how the repository stands, with what could be read and what not.
  package func hostFacts(_ connection: HostConnection) throws -> HostFacts {
    switch connection.facts() {
    case .observed(let facts): return facts
    case .notObservable(let reason): throw Self.unreadable(reason)
    }
  }

  /// Asks the git host how the repository stands and what happened in a period.
  ///
  /// The period begins with its first moment and ends before its last.
  package func hostRecord(
    _ connection: HostConnection,
    from: Moment,
    to: Moment
  ) throws -> HostRecord {
    let facts = try hostFacts(connection)
    switch connection.host.history(from: from, to: to) {
    case .observed(let history):
      return HostRecord(collectorVersion: Self.version, facts: facts, history: history)
    case .notObservable(let reason): throw Self.unreadable(reason)
    }
  }

  /// What the host tells for the weekly check; a host that cannot be reached is a reason, no failure.
  package func hostReport(
    _ connection: HostConnection,
    from: Moment,
    to: Moment
  ) -> HostReport {
    do {
      let record = try hostRecord(connection, from: from, to: to)
      return HostReport(facts: .observed(record.facts), history: .observed(record.history))
    } catch let failure as EngineFailure {
      return .notAsked(because: "\(failure). \(failure.next)")
    } catch {
      return .notAsked(because: "\(error)")
    }
  }

  /// Scopes of a classic token, as the host told them; nil for other tokens.
  package func hostScopes(_ connection: HostConnection) -> String? { connection.host.scopes }

  static func unreadable(_ reason: String) -> EngineFailure {
    .gitHub(
      problem: reason,
      next: "See whether the name is right, and whether the token may read the repository."
    )
  }
}

extension HostRecord {
  /// The record as JSON, the same text for the same record, safe to show.
  package var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return SafeText.json(String(decoding: try encoder.encode(self), as: UTF8.self)) + "\n"
    }
  }
}
