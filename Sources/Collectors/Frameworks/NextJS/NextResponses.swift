import ScriptLanguage

/// Answers that the web platform and Next.js make.
enum NextResponses {
  /// Gives the value of a call that makes an answer, nil when it makes none.
  static func call(
    _ external: ScriptExternal,
    _ call: ScriptCall,
    _ scene: Scene?,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    let place = call.place
    switch external.name {
    case "next/server.NextResponse.next":
      return .host(GivenResponse(status: nil, passesOn: true))
    case "next/server.NextResponse.rewrite", "next/server.NextResponse.redirect",
      "#Response.redirect":
      guard let scene else { return .unknown("response") }
      let target = text(call.argument(0))
      if external.path.last == "rewrite", !(target.map(AccessWords.isSignInPath) ?? false) {
        return .host(GivenResponse(status: nil, passesOn: true))
      }
      return redirect(to: target, call, scene, evaluator)
    case "next/server.NextResponse.json", "#Response.json", "next/server.NextResponse", "#Response",
      "#NextResponse.json", "#NextResponse":
      guard let scene else { return .unknown("response") }
      var status = status(of: call.argument(1), place, evaluator)
      // What a failure is answered with is not what the caller came for.
      if evaluator.openCatchClauses > 0 { status = max(status ?? 500, 400) }
      AccessSemantics.record(.respond(status ?? 200), at: place, in: scene, evaluator)
      return .host(GivenResponse(status: status))
    case "next/navigation.redirect", "next/navigation.permanentRedirect":
      guard let scene else { return nil }
      _ = redirect(to: text(call.argument(0)), call, scene, evaluator)
      throw ScriptThrow(.symbol(ScriptSymbol("redirect", presence: .present)), at: place)
    case "next/navigation.notFound": throw refusal(404, place)
    case "next/navigation.unauthorized": throw refusal(401, place)
    case "next/navigation.forbidden": throw refusal(403, place)
    default: return nil
    }
  }

  static func redirect(
    to target: String?,
    _ call: ScriptCall,
    _ scene: Scene,
    _ evaluator: ScriptEvaluator
  ) -> ScriptValue {
    AccessSemantics.record(.redirect(target), at: call.place, in: scene, evaluator)
    return .host(GivenResponse(status: 302))
  }

  private static func refusal(_ status: Int, _ place: ScriptPlace) -> ScriptThrow {
    ScriptThrow(.symbol(ScriptSymbol("HttpError \(status)", presence: .present)), at: place)
  }

  private static func status(
    of options: ScriptValue,
    _ place: ScriptPlace,
    _ evaluator: ScriptEvaluator
  ) -> Int? {
    guard case .object = options else { return nil }
    guard case .number(let number) = evaluator.property("status", of: options, at: place),
      (100..<1_000).contains(number)
    else { return nil }
    return Int(number)
  }

  /// The address a value stands for, as far as it is known.
  private static func text(_ value: ScriptValue, depth: Int = 0) -> String? {
    if let text = value.knownString { return text }
    guard depth < 3 else { return nil }
    switch value {
    case .pattern(let pieces):
      return pieces.reduce(into: "") { text, piece in
        if case .text(let part) = piece { text += part }
      }
    case .result(let result): return result.arguments.first.flatMap { text($0, depth: depth + 1) }
    default: return nil
    }
  }
}
