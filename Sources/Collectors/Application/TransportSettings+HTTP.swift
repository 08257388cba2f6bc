import ReadinessModel
import ScriptLanguage

/// What is sent and asked for over HTTP.
extension TransportSettings {
  static func strictTransport(
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey,
    _ isTest: Bool
  ) -> TransportSetting? {
    if let origin = call.origin,
      headers.contains(origin.module)
    {
      let isWhole = origin.path.isEmpty || call.name == "helmet"
      guard isWhole || ["hsts", "strictTransportSecurity"].contains(call.name) else { return nil }
      if isWhole, let options = call.arguments.first {
        for name in ["hsts", "strictTransportSecurity"] {
          if let value = survey.option(name, of: options), survey.boolean(value) == false {
            return make(
              .strictTransportSecurity,
              .set(false, at: survey.location(value)),
              "\(name): false",
              value,
              survey,
              isTest
            )
          }
        }
      }
      return make(
        .strictTransportSecurity,
        .set(true, at: survey.location(call.id)),
        call.written,
        call.id,
        survey,
        isTest
      )
    }
    if call.name == "register", let first = call.arguments.first,
      survey.imports[survey.text(first)]?.module == "@fastify/helmet"
    {
      return make(
        .strictTransportSecurity,
        .set(true, at: survey.location(call.id)),
        "@fastify/helmet",
        call.id,
        survey,
        isTest
      )
    }
    let isHeader = ["setHeader", "set", "header", "append"].contains(call.name)
    guard isHeader, call.arguments.count > 1,
      survey.string(call.arguments[0])?.lowercased() == "strict-transport-security"
    else { return nil }
    let value = survey.looseString(call.arguments[1])?.lowercased() ?? ""
    let isOff = value.holds("max-age=0")
    return make(
      .strictTransportSecurity,
      .set(!isOff, at: survey.location(call.id)),
      value.isEmpty ? "header" : value,
      call.id,
      survey,
      isTest
    )
  }

  static func redirect(
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey,
    _ isTest: Bool
  ) -> TransportSetting? {
    if let origin = call.origin, redirectors.contains(origin.module) {
      return make(
        .redirectToTLS,
        .set(true, at: survey.location(call.id)),
        origin.module,
        call.id,
        survey,
        isTest
      )
    }
    guard call.name == "redirect", let last = call.arguments.last,
      let text = survey.looseString(last), text.hasPrefix("https://?")
    else { return nil }
    return make(
      .redirectToTLS,
      .set(true, at: survey.location(call.id)),
      "redirect",
      call.id,
      survey,
      isTest
    )
  }

  static func outbound(
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey,
    _ isTest: Bool
  ) -> TransportSetting? {
    let isRequest =
      requesters.contains(call.written) || requestModules.contains(call.origin?.module ?? "")
      || call.written.hasPrefix("this.httpService.")
    guard isRequest else { return nil }
    var texts = call.arguments.prefix(2).compactMap { survey.looseString($0) }
    for argument in call.arguments {
      for name in ["url", "baseURL", "prefixUrl"] {
        if let text = survey.option(name, of: argument).flatMap({ survey.looseString($0) }) {
          texts.append(text)
        }
      }
    }
    guard let plain = texts.first(where: { $0.hasPrefix("http://") }) else { return nil }
    let host = plain.dropFirst(7).prefix { !"/:?".contains($0) }
    guard !isPrivate(String(host)) else { return nil }
    return make(
      .outboundPlainText,
      .set(false, at: survey.location(call.id)),
      "http://\(host)",
      call.id,
      survey,
      isTest
    )
  }

  /// Whether a host is this machine, a sibling container, or not written out.
  private static func isPrivate(_ host: String) -> Bool {
    host.isEmpty || host == "localhost" || host.hasPrefix("127.") || host == "0.0.0.0"
      || !host.holds(".")
      || host.hasPrefix("10.") || host.hasPrefix("192.168.") || host.hasPrefix("169.254.")
      || host.hasSuffix(".local") || host.hasSuffix(".internal") || host.hasSuffix(".svc")
  }
}
