import Collectors
import ReadinessModel
import Testing

@Suite("Packages, workspaces and import aliases are found")
struct PackageManifestsTests {
  @Test("Members of a workspace are those whose folders match, negations taken out")
  func findsMembers() {
    let files = RepositoryFiles([
      RepositoryFile(
        path: "package.json",
        text: #"{"name":"root","workspaces":["apps/*","packages/**","!packages/old"]}"#
      ),
      RepositoryFile(path: "apps/web/package.json", text: #"{"name":"@x/web"}"#),
      RepositoryFile(path: "packages/a/b/package.json", text: #"{"name":"@x/b"}"#),
      RepositoryFile(path: "packages/old/package.json", text: #"{"name":"old"}"#),
      RepositoryFile(path: "other/package.json", text: "{ broken"),
    ])
    let manifests = PackageManifests(files)
    #expect(manifests.workspaces.first?.members == ["apps/web", "packages/a/b"])
    #expect(manifests.workspaceRoot(of: "apps/web")?.isEmpty == true)
    #expect(manifests.manifest(governing: "apps/web/src/a.ts")?.name == "@x/web")
    #expect(manifests.skipped.map(\.file) == ["other/package.json"])
    #expect(manifests.packages.map(\.name) == ["@x/web", "root", "@x/b", "old"])
  }

  @Test("Members named by pnpm and lerna count too")
  func readsOtherWorkspaceFiles() {
    let files = RepositoryFiles([
      RepositoryFile(path: "pnpm-workspace.yaml", text: "packages:\n  - 'apps/*'\n"),
      RepositoryFile(path: "apps/web/package.json", text: "{}"),
    ])
    #expect(PackageManifests(files).workspaces.first?.members == ["apps/web"])
  }

  @Test("Aliases follow extends, comments and trailing commas included")
  func resolvesAliases() {
    let files = RepositoryFiles([
      RepositoryFile(path: "package.json", text: #"{"workspaces":["config","app"]}"#),
      RepositoryFile(path: "config/package.json", text: #"{"name":"@x/config"}"#),
      RepositoryFile(
        path: "config/base.json",
        text: #"{"compilerOptions": {"baseUrl": "../app"}} // base"#
      ),
      RepositoryFile(path: "app/package.json", text: "{}"),
      RepositoryFile(
        path: "app/tsconfig.json",
        text: """
          { "extends": "@x/config/base.json", /* inherited */
            "compilerOptions": { "paths": {
              "@/*": ["./src/*", "./lib/*"], "@/db/*": ["./database/*"], "env": ["./env.ts"], } } }
          """
      ),
    ])
    let aliases = PathAliases(files, manifests: PackageManifests(files))
    #expect(
      aliases.candidates(for: "@/x/y", from: "app/src/a.ts") == ["app/src/x/y", "app/lib/x/y"]
    )
    #expect(aliases.candidates(for: "@/db/z", from: "app/src/a.ts") == ["app/database/z"])
    #expect(aliases.candidates(for: "env", from: "app/a.ts") == ["app/env.ts"])
    #expect(aliases.candidates(for: "src/b", from: "app/a.ts") == ["app/src/b"])
    #expect(aliases.candidates(for: "./b", from: "app/a.ts").isEmpty)
    #expect(aliases.candidates(for: "@/x", from: "other/a.ts").isEmpty)
  }

  @Test("Settings that extend each other end")
  func survivesCycles() {
    let files = RepositoryFiles([
      RepositoryFile(path: "tsconfig.json", text: #"{"extends":"./tsconfig.b.json"}"#),
      RepositoryFile(path: "tsconfig.b.json", text: #"{"extends":"./tsconfig.json"}"#),
    ])
    let aliases = PathAliases(files, manifests: PackageManifests(files))
    #expect(aliases.candidates(for: "@/x", from: "a.ts").isEmpty)
  }
}
