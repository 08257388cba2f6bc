import ScriptLanguage

/// Recognises middleware that refuses callers who come too often.
enum RateLimiting {
  private static let modules: Set<String> = [
    "express-rate-limit", "express-slow-down", "express-brute", "rate-limiter-flexible",
    "@nestjs/throttler", "@fastify/rate-limit", "koa-ratelimit", "koa2-ratelimit",
    "express-limiter",
    "hono-rate-limiter", "@upstash/ratelimit", "ratelimiter", "express-bouncer", "limiter",
  ]

  /// The limiter a value is, nil when it is none.
  static func limiter(_ value: ScriptValue) -> String? {
    switch value {
    case .external(let external): return modules.contains(external.module) ? external.name : nil
    case .result(let result):
      if let receiver = result.receiver, let name = limiter(receiver) { return name }
      return limiter(result.callee)
    case .function(let function): return answersTooMany(function) ? name(of: function) : nil
    case .classValue(let type):
      if type.name.hasPrefix("Throttler") { return type.name }
      return type.superclass.flatMap { limiter($0) }
    case .object(let object): return object.instanceOf.flatMap { limiter(.classValue($0)) }
    case .union(let values): return values.lazy.compactMap { limiter($0) }.first
    default: return nil
    }
  }

  private static func name(of function: ScriptFunction) -> String {
    function.name.isEmpty ? "(inline)" : function.name
  }

  /// Whether a function answers 429, which means "too many requests" and nothing else.
  ///
  /// Source: RFC 6585, section 4.
  private static func answersTooMany(_ function: ScriptFunction) -> Bool {
    let program = function.program
    let place = function.place
    return program.nodes.contains { node in
      guard node.kind == .number, Int(node.line) >= place.line, Int(node.line) <= place.endLine
      else {
        return false
      }
      return node.text >= 0 && program.strings[Int(node.text)] == "429"
    }
  }
}
