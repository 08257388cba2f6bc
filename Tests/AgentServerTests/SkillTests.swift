import AgentServer
import Foundation
import TestSupport
import Testing

@Suite("Skills are what the Agent Skills format asks for, and speak of what there is")
struct SkillTests {
  @Test("what is installed is what stands in the repository", arguments: AgentSkill.all)
  func same(skill: AgentSkill) throws {
    let file = ProjectFolder.root.appending(path: "skills/\(skill.name)/SKILL.md")
    #expect(try String(contentsOf: file, encoding: .utf8) == skill.text)
  }

  @Test("names, descriptions and sizes are within the format's limits", arguments: AgentSkill.all)
  func format(skill: AgentSkill) {
    #expect(skill.name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil)
    #expect((1...64).contains(skill.name.count))
    #expect((1...1024).contains(skill.description.count))
    #expect(skill.text.hasPrefix("---\nname: \(skill.name)\n"))
    #expect(skill.text.split(separator: "\n", omittingEmptySubsequences: false).count < 500)
  }

  @Test("a tool that a skill names is one that the server has", arguments: AgentSkill.all)
  func tools(skill: AgentSkill) async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    let tools = try await peer.ask(1, "tools/list")?.result?["tools"]?.items ?? []
    let known = Set(tools.compactMap { $0["name"]?.text })
    let named = Set(skill.text.matches(of: /soc2_[a-z_]+/).map { String($0.0) })
    #expect(!named.isEmpty)
    #expect(named.subtracting(known).isEmpty)
  }

  @Test("installing is done once, and leaves alone what somebody changed")
  func install() throws {
    let folder = try TemporaryFolder()
    let skill = AgentSkill.all[0]
    #expect(try skill.install(into: folder.path) == .written)
    #expect(try skill.install(into: folder.path) == .unchanged)
    try folder.write("mine", to: "\(skill.name)/SKILL.md")
    #expect(try skill.install(into: folder.path) == .leftAlone)
    #expect(try folder.read("\(skill.name)/SKILL.md") == "mine")
    #expect(try skill.install(into: folder.path, overwrites: true) == .written)
  }
}
