import ReadinessModel
import ScriptLanguage

/// Reads from an imagined call what it records, and what it deletes.
enum RouteTraces {
  /// Places that record who did what.
  static func trails(
    _ passage: CallPassage,
    refused: CallPassage,
    _ locate: (ScriptPlace) -> SourceLocation
  ) -> [AuditTrail] {
    let denials = Set(
      refused.effects.compactMap { effect -> ScriptPlace? in
        if case .audit = effect.action { return effect.place }
        return nil
      }
    )
    var trails: [AuditTrail] = []
    for (index, effect) in passage.effects.enumerated() {
      guard case .audit(let name) = effect.action else { continue }
      // The write that made it an audit event stands just before it.
      var store: String?
      var fields: [String] = []
      if index > 0, case .data(let touch) = passage.effects[index - 1].action,
        passage.effects[index - 1].place == effect.place
      {
        store = touch.model
        fields = touch.fields
      }
      trails.append(
        AuditTrail(
          name: name,
          fields: EventFields.recommended(fields),
          store: store,
          recordsDenials: denials.contains(effect.place),
          location: locate(effect.place)
        )
      )
    }
    return trails
  }

  /// Data that is deleted, or only marked as deleted.
  static func deletions(
    _ passage: CallPassage,
    _ route: RouteCandidate,
    _ locate: (ScriptPlace) -> SourceLocation
  ) -> [DeletionPath] {
    passage.effects.compactMap { effect in
      guard case .data(let touch) = effect.action else { return nil }
      let marks = touch.fields.contains { field in
        let lower = field.lowercased().filter { $0 != "_" }
        return ["deletedat", "isdeleted", "deleted", "removedat", "anonymizedat", "anonymisedat"]
          .contains(lower)
      }
      guard touch.operation == "delete" || (touch.operation == "update" && marks) else {
        return nil
      }
      return DeletionPath(
        subject: touch.model,
        isSoft: touch.operation == "update",
        caller: "\(route.method) \(route.path)",
        location: locate(effect.place)
      )
    }
  }
}

/// Maps the fields of an event to the names an auditor asks for.
enum EventFields {
  private static let meanings: [(name: String, words: [String])] = [
    ("requestId", ["requestid", "traceid", "correlationid"]),
    ("userAgent", ["useragent"]),
    (
      "source",
      ["ip", "ipaddress", "sourceip", "clientip", "remoteaddr", "remoteaddress", "source"]
    ),
    ("outcome", ["outcome", "status", "result", "success", "statuscode", "allowed"]),
    ("resourceId", ["resourceid", "entityid", "targetid", "objectid", "recordid"]),
    (
      "resource",
      [
        "resource", "resourcetype", "entity", "entitytype", "target", "targettype", "object",
        "model", "table", "path", "route",
      ]
    ),
    (
      "actor",
      [
        "actor", "actorid", "userid", "user", "performedby", "accountid", "who", "subject",
        "createdby", "principal", "memberid",
      ]
    ),
    (
      "action",
      ["action", "event", "eventtype", "operation", "method", "verb", "type", "activity", "name"]
    ),
    (
      "time",
      ["time", "timestamp", "createdat", "occurredat", "at", "date", "recordedat", "loggedat"]
    ),
    (
      "tenant",
      [
        "tenant", "tenantid", "organizationid", "organisationid", "orgid", "companyid",
        "workspaceid", "teamid",
      ]
    ),
  ]

  static func recommended(_ fields: [String]) -> [String] {
    var found: Set<String> = []
    for field in fields {
      let plain = field.lowercased().filter { $0.isLetter }
      for meaning in meanings where meaning.words.contains(plain) { found.insert(meaning.name) }
    }
    return meanings.map(\.name).filter { found.contains($0) }.sorted()
  }
}
