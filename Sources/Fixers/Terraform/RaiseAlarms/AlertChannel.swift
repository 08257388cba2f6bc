import TerraformLanguage

/// The topic that new alarms of a folder notify.
struct AlertChannel {
  private let project: TerraformProject
  private let folder: String
  private let provider: String?
  private let existing: PlacedBlock?
  /// The name of the topic's block.
  let name: String

  /// Looks for a topic that reaches somebody, or plans one.
  ///
  /// - Parameter provider: The alias of the provider it is made with, nil for the folder's own.
  init(_ project: TerraformProject, folder: String, provider: String? = nil) {
    self.project = project
    self.folder = folder
    self.provider = provider
    let wanted = provider.map { "alerts_\($0)" } ?? "alerts"
    let topics = project.resources("aws_sns_topic", in: folder).filter { topic in
      (topic.text("provider") == provider.map { "aws.\($0)" })
    }
    existing =
      topics.first { topic in
        project.resources("aws_sns_topic_subscription", in: folder).contains {
          ($0.text("topic_arn") ?? "").mentions(topic.reference)
            && ["\"email\"", "\"sms\""].contains($0.text("protocol") ?? "")
        } && !topic.isRepeated
      } ?? topics.first { $0.name == wanted }
    name = existing?.name ?? wanted
  }

  /// What the channel still needs.
  func missing(_ names: NameHabit, address: String) -> [String] {
    guard existing == nil else { return [] }
    var texts: [String] = []
    var keys = KeyResources(project, folder: folder)
    let key = provider.map { "notifications_\($0)" } ?? "notifications"
    if !keys.has(key) {
      texts.append(
        keys.notificationKey(
          key,
          services: TopicPublishers.usual,
          provider: provider.map { "aws.\($0)" }
        )
      )
    } else {
      texts += [keys.identityBlock()].filter { !$0.isEmpty }.map { $0.trimmed }
    }
    let line = provider.map { "  provider = aws.\($0)\n" } ?? ""
    texts.append(
      TerraformTemplate.topic.render([
        "name": name, "topic": names.name("alerts"), "key": key, "provider": line,
      ])
    )
    texts.append(
      TerraformTemplate.topicPolicy.render([
        "name": name, "identity": keys.identityName, "provider": line,
      ])
    )
    texts.append(
      TerraformTemplate.subscription.render([
        "name": name, "topic": name, "address": address, "provider": line,
      ])
    )
    return texts
  }
}
