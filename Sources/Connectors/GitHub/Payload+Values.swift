import ReadinessModel

extension Payload {
  /// The moment under a key.
  func moment(_ key: String) -> Moment? { self[key].string.flatMap(Moment.init) }

  /// The account that this is, nil when there is none.
  var actor: HostActor? {
    guard let login = self["login"].string ?? self["name"].string else { return nil }
    let kind = self["type"].string ?? ""
    return HostActor(
      login: login,
      id: self["id"].int,
      isBot: kind == "Bot" || kind == "Integration"
    )
  }

  /// Whether a setting such as `{"enabled": true}` is on.
  func isEnabled(_ key: String) -> Bool? { self[key]["enabled"].bool ?? self[key].bool }
}
