import ScriptLanguage

/// The names libraries give to HTTP statuses.
enum StatusCodes {
  private static let modules: Set<String> = [
    "http-status", "http-status-codes", "statuses", "http2",
  ]
  private static let tables: Set<String> = [
    "StatusCodes", "HttpStatus", "HttpStatusCode", "Status",
  ]

  /// Whether a value from outside the program is a table of statuses.
  static func isTable(_ external: ScriptExternal) -> Bool {
    modules.contains(external.module) || external.path.last.map { tables.contains($0) } ?? false
  }

  /// The number of a status by name, whatever the case and separators.
  ///
  /// Source: RFC 9110, section 15.
  static func number(_ name: String) -> Int? {
    numbers[name.lowercased().filter { $0 != "_" }]
  }

  private static let numbers: [String: Int] = [
    "ok": 200, "created": 201, "accepted": 202, "nocontent": 204, "movedpermanently": 301,
    "found": 302, "movedtemporarily": 302, "seeother": 303, "notmodified": 304,
    "temporaryredirect": 307, "permanentredirect": 308, "badrequest": 400, "unauthorized": 401,
    "paymentrequired": 402, "forbidden": 403, "notfound": 404, "methodnotallowed": 405,
    "notacceptable": 406, "requesttimeout": 408, "conflict": 409, "gone": 410,
    "preconditionfailed": 412, "payloadtoolarge": 413, "requesttoolong": 413,
    "unsupportedmediatype": 415, "unprocessableentity": 422, "locked": 423, "toomanyrequests": 429,
    "internalservererror": 500, "notimplemented": 501, "badgateway": 502, "serviceunavailable": 503,
    "gatewaytimeout": 504,
  ]
}
