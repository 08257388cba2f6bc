/// Words that, standing before a telling name, make it harmless.
package enum NegativeContexts {
  /// Whether the words before a phrase say that it does not mean what it means elsewhere.
  static func apply(to phrase: String, after before: ArraySlice<String>) -> Bool {
    guard let nearest = before.last(where: { !$0.allSatisfy(\.isNumber) }) else { return false }
    if let first = before.first, verbs.contains(first), !phrase.hasPrefix(first) { return true }
    if measures.contains(nearest) { return true }
    return byPhrase[phrase]?.contains(nearest) ?? false
  }

  /// The table, for tests: a phrase, and the words before it that make it harmless.
  package static let byPhrase: [String: Set<String>] = [
    "address": [
      "bus", "memory", "contract", "program", "register", "host", "server", "base", "smart",
      "deployed", "web", "bind", "listen", "pool", "token", "factory", "router", "gateway", "dns",
      "network", "cell", "port", "proxy", "node", "callback", "company", "office", "store", "site",
      "imap", "smtp", "pop", "ldap", "mx",
    ],
    "country": ["origin", "target", "supported", "blocked", "allowed", "manufacturing"],
    "email": ["template", "system", "support", "from", "sender", "noreply", "company", "default"],
    "email address": ["from", "support", "system", "noreply"],
    "image": [
      "cover", "background", "thumbnail", "docker", "hero", "banner", "preview", "logo", "featured",
      "product", "container", "base", "og", "default", "disk", "machine", "header",
    ],
    "ip": ["allowed", "blocked", "server", "host", "public", "private", "node", "pod", "cluster"],
    "ip address": ["allowed", "blocked", "server", "host", "public", "private", "node", "elastic"],
    "language": ["programming", "template", "source", "target", "code", "syntax"],
    "location": ["file", "storage", "bucket", "artifact", "http", "redirect", "log"],
    "mobile": ["is", "for", "on"],
    "phone": ["support", "company", "smart", "head"],
    "photo": ["cover", "product", "listing", "property"],
    "picture": ["cover", "product"],
    "name": [
      "file", "class", "host", "domain", "table", "column", "bucket", "event", "template", "plan",
      "product", "project", "tag", "role", "key", "app", "application", "field", "service", "model",
      "package", "path", "queue", "topic", "function", "method", "policy", "rule", "type", "icon",
    ],
    "region": ["aws", "cloud", "deployment", "storage", "s", "server", "default"],
    "signature": [
      "webhook", "request", "file", "function", "method", "transaction", "email", "code", "package",
    ],
    "token": [
      "page", "continuation", "cursor", "css", "design", "prompt", "completion", "input", "output",
      "total", "next", "sync", "max", "cached", "usage", "nft", "native",
    ],
    "weight": ["font", "sort", "net", "gross", "product", "package", "rank", "load"],
    "height": ["line", "block", "image", "screen", "frame", "product"],
    "title": ["page", "job"],
    "review": ["code", "product", "vendor"],
    "post": ["blog", "total"],
    "pin": ["map", "board"],
    "key": [
      "public", "primary", "foreign", "sort", "partition", "cache", "object", "storage", "s",
      "file", "idempotency", "translation", "dedupe", "group", "unique", "lookup", "issue",
    ],
    "code": ["country", "error", "status", "response", "currency", "language", "exit", "promo"],
    "bank name": ["blood", "food"],
    "compensation": ["position"],
    "education": ["continuing"],
    "profit": ["non"],
    "department": ["police", "fire"],
    "swift": ["taylor"],
  ]

  // A name that begins so asks a question, or counts.
  private static let verbs: Set<String> = [
    "has", "is", "can", "should", "send", "enable", "enabled", "allow", "allowed", "notify", "show",
    "hide", "require", "required", "use", "disable", "disabled", "skip", "receive", "want",
    "include", "sent", "total", "max", "min", "count", "num", "was", "did", "needs", "supports",
    "validate", "verify", "supported", "collect", "ask",
  ]
  private static let measures: Set<String> = ["max", "min", "total", "per", "avg", "average"]
}
