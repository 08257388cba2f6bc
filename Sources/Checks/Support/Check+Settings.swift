import ReadinessModel

/// How a check speaks of one setting of one resource.
struct SettingWording {
  /// What the setting is about, for example `deletion protection`.
  var what: String
  /// What follows the resource's name when the unsafe value was written.
  var written: String
  /// What follows the resource's name when an unsafe default applies.
  var byDefault: String
  /// What to do.
  var next: String
  /// The part of the check's sentence that it is about, where there are several.
  var aspect: String?
}

extension Check {
  /// Judges a setting that is safe when it has one value; nil when it does.
  ///
  /// A safe documented default is safe; an unsafe one gives `unsafeDefault`; no default and an
  /// unknown value are unconfirmed, because nothing says what is in force.
  static func settingItem(
    _ setting: Setting<Bool>,
    safe: Bool = true,
    of resource: String,
    at location: SourceLocation,
    unsafeDefault: Outcome = .doesNotHold,
    wording: SettingWording
  ) -> Finding? {
    switch setting {
    case .set(safe, _), .unset(providerDefault: safe):
      return nil
    case .set(_, let place):
      return finding(
        .doesNotHold,
        "\(quoted(resource)) \(wording.written)",
        at: [place ?? location],
        resource: resource,
        next: wording.next,
        aspect: wording.aspect
      )
    case .unset(providerDefault: .some):
      return finding(
        unsafeDefault,
        "\(quoted(resource)) \(wording.byDefault)",
        at: [location],
        resource: resource,
        lookedFor: "a written setting for \(wording.what)",
        next: wording.next,
        aspect: wording.aspect
      )
    case .unset:
      return finding(
        .unconfirmed,
        "\(quoted(resource)): nothing says what is in force for \(wording.what)",
        at: [location],
        resource: resource,
        lookedFor: "a written setting for \(wording.what)",
        next: wording.next,
        aspect: wording.aspect
      )
    case .unknown(let reason):
      return finding(
        .unconfirmed,
        "\(quoted(resource)): what is in force for \(wording.what) is unknown: \(reason)",
        at: [location],
        resource: resource,
        aspect: wording.aspect
      )
    }
  }
}
