extension PureFunction {
  static let digests: [String: PureFunction] = [
    "md5": digest("md5"),
    "sha1": digest("sha1"),
    "sha256": digest("sha256"),
    "sha512": digest("sha512"),
    "base64sha256": digest("base64sha256"),
    "base64sha512": digest("base64sha512"),
    "uuidv5": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      try uuid(namespace: try a.string(0), name: try a.string(1))
    },
  ]

  private static func digest(_ name: String) -> PureFunction {
    PureFunction(1...1) { (a) throws(EvaluationFailure) in
      .string(Digest.text(name, of: Array(try a.string(0).utf8)) ?? "")
    }
  }

  private static func uuid(namespace: String, name: String) throws(EvaluationFailure) -> Value {
    let known = ["dns": "0", "url": "1", "oid": "2", "x500": "4"]
    let text =
      known[namespace].map { "6ba7b81\($0)-9dad-11d1-80b4-00c04fd430c8" } ?? namespace
    let digits = text.filter { $0 != "-" }
    var bytes: [UInt8] = []
    var rest = digits[...]
    while let byte = UInt8(rest.prefix(2), radix: 16), rest.count >= 2 {
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    guard bytes.count == 16, rest.isEmpty else {
      throw EvaluationFailure("uuidv5 has no such namespace")
    }
    var result = Array(Digest.sha1(bytes + Array(name.utf8)).prefix(16))
    result[6] = result[6] & 0x0F | 0x50
    result[8] = result[8] & 0x3F | 0x80
    let hex = result.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    let groups = [hex[0..<4], hex[4..<6], hex[6..<8], hex[8..<10], hex[10..<16]]
    return .string(groups.map { $0.joined() }.joined(separator: "-"))
  }
}
