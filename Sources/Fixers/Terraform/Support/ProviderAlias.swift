import ReadinessModel
import TerraformLanguage

/// A second configuration of the AWS provider, for another region.
enum ProviderAlias {
  /// The alias of a provider configuration for a region, nil when the folder has none.
  static func existing(
    for region: String,
    in folder: String,
    of project: TerraformProject
  ) -> String? {
    guard let root = project.root(folder) else { return nil }
    for (name, body) in root.providers.sorted(by: { $0.key < $1.key })
    where name.hasPrefix("aws.") && body.attributes["region"]?.value.text == region {
      return String(name.dropFirst(4))
    }
    return nil
  }

  /// The edit that adds a configuration beside the folder's own, with all that is set there.
  static func edit(
    alias: String,
    region: String,
    in folder: String,
    of project: TerraformProject
  ) -> SourceEdit? {
    let own = project.blocks("provider", in: folder).first { block in
      block.layout.labels == ["aws"] && block.layout.body.attribute("alias") == nil
    }
    guard let own else { return nil }
    let source = own.source
    // A provider that is set up in one line has nothing to copy but its arguments.
    var text = "provider \"aws\" {\n  alias  = \"\(alias)\"\n  region = \"\(region)\"\n"
    let others = own.layout.body.attributes.filter { $0.name != "region" && $0.name != "version" }
    if !others.isEmpty { text += "\n" }
    for attribute in others {
      text += "  \(attribute.name) = \(source.text(attribute.value))\n"
    }
    for block in own.layout.body.blocks {
      text += "\n  \(source.text(block.range))\n"
    }
    text = text.replacing("\r\n", with: "\n") + "}"
    return source.inserting(text, after: own.layout).edit(of: source.path)
  }
}
