import ReadinessModel

/// A part of a list, and how to get the next one.
struct Page<Item> {
  let items: [Item]
  let total: Int
  /// Where the next part begins, nil at the end.
  let cursor: String?

  /// Takes a part of a list.
  ///
  /// A cursor names the list it belongs to, so that it cannot be used for another one: the same
  /// arguments over the same scan.
  init(
    of all: [Item],
    _ arguments: JSON,
    list: String,
    limit: Int
  ) throws(ToolFailure) {
    let query = arguments.setting(["cursor": nil, "limit": nil, "scan": nil])
    let mark = Fingerprint.of([Array(list.utf8), query.bytes])
    var start = 0
    if let cursor = arguments["cursor"]?.text {
      let parts = cursor.split(separator: "-")
      guard parts.count == 2, parts[0] == mark, let offset = Int(parts[1]),
        (0..<max(1, all.count)).contains(offset)
      else {
        throw ToolFailure(
          "the cursor belongs to another list",
          next: "Repeat the call without cursor; the repository may have changed."
        )
      }
      start = offset
    }
    let end = min(all.count, start + limit)
    items = Array(all[min(start, end)..<end])
    total = all.count
    cursor = end < all.count ? "\(mark)-\(end)" : nil
  }
}

/// A hint at what is useful next.
struct NextStep {
  let tool: String
  let why: String
  var arguments: JSON = [:]

  var json: JSON { ["tool": .string(tool), "why": .string(why), "arguments": arguments] }
}

extension CanonicalJSON {
  static func next(_ steps: [NextStep?]) -> JSON { .array(steps.compactMap { $0?.json }) }
}
