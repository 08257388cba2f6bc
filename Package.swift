// swift-tools-version: 6.2
// One section for each target and its tests, sorted by tier and then by name. Arrows point down
// only; `make check` builds with --explicit-target-dependency-import-check error, so they are real.
// ARCHITECTURE.md says what each target is for: nobody adds one here without its line there.
import PackageDescription

let toolchain = "\(Context.packageDirectory)/.toolchain"

let package = Package(
  name: "auditwright",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "auditwright", targets: ["auditwright"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // MARK: - Tier 4: front ends

    .executableTarget(
      name: "auditwright",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        "AgentServer",
        "Engine",
        "Intents",
        "ReadinessModel",
        "Reports",
      ]
    ),
    .testTarget(
      name: "CommandLineTests",
      dependencies: ["Engine", "ReadinessModel", "Reports", "TestSupport"]
    ),

    .target(
      name: "AgentServer",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"), "Engine", "ReadinessModel", "Reports",
      ],
      resources: [.embedInCode("Resources")]
    ),
    .testTarget(
      name: "AgentServerTests",
      dependencies: ["AgentServer", "Engine", "ReadinessModel", "TestSupport"]
    ),

    // MARK: - Tier 3: use cases

    .target(
      name: "Engine",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"),
        "Assessment",
        "Catalog",
        "Checks",
        "Collectors",
        "Connectors",
        "EvidenceLedger",
        "Fixers",
        "MerkleLog",
        "ReadinessModel",
        "Remediation",
        "Reports",
        "ScriptLanguage",
        "StoredArchives",
        "SyntaxTrees",
        "TerraformLanguage",
        "TextPatterns",
      ]
    ),
    .testTarget(
      name: "EngineTests",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"),
        "Catalog", "Collectors", "Engine", "EvidenceLedger", "Fixers", "MerkleLog",
        "ReadinessModel", "Reports", "StoredArchives", "TestSupport",
      ],
      exclude: ["Fixtures"]
    ),

    // MARK: - Tier 2: edges

    .target(
      name: "Catalog",
      dependencies: [.product(name: "Yams", package: "Yams"), "ReadinessModel"],
      resources: [.embedInCode("Resources")]
    ),
    .testTarget(
      name: "CatalogTests",
      dependencies: ["Catalog", "Checks", "ReadinessModel", "TestSupport"]
    ),
    .target(
      name: "Collectors",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Yams", package: "Yams"),
        "ReadinessModel",
        "ScriptLanguage",
        "SyntaxTrees",
        "TerraformLanguage",
        "TextPatterns",
      ]
    ),
    .testTarget(
      name: "CollectorsTests",
      dependencies: [
        .product(name: "Yams", package: "Yams"),
        "Collectors", "ReadinessModel", "ScriptLanguage", "SyntaxTrees", "TerraformLanguage",
        "TestSupport", "TextPatterns",
      ],
      exclude: ["Fixtures"]
    ),

    .target(
      name: "Connectors",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        "ReadinessModel",
      ]
    ),
    .testTarget(
      name: "ConnectorsTests",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        "Checks", "Connectors", "ReadinessModel", "TestSupport",
      ],
      exclude: ["Fixtures"]
    ),
    .target(
      name: "EvidenceLedger",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        "MerkleLog",
        "ReadinessModel",
      ]
    ),
    .testTarget(
      name: "EvidenceLedgerTests",
      dependencies: [
        .product(name: "GRDB", package: "GRDB.swift"),
        "EvidenceLedger", "MerkleLog", "ReadinessModel", "TestSupport", "exercise",
      ]
    ),

    // MARK: - Tier 1: pure

    .target(
      name: "Assessment",
      dependencies: [.product(name: "Crypto", package: "swift-crypto"), "ReadinessModel"]
    ),
    .testTarget(
      name: "AssessmentTests",
      dependencies: ["Assessment", "ReadinessModel", "TestSupport"]
    ),
    .target(name: "Checks", dependencies: ["ReadinessModel"]),
    .testTarget(
      name: "ChecksTests",
      dependencies: [
        .product(name: "Yams", package: "Yams"), "Checks", "ReadinessModel", "TestSupport",
        "generate",
      ],
      exclude: ["Specs"]
    ),
    .target(
      name: "Fixers",
      dependencies: ["ReadinessModel", "SyntaxTrees", "TerraformLanguage"],
      resources: [.embedInCode("Resources")]
    ),
    .testTarget(
      name: "FixersTests",
      dependencies: [
        "Fixers", "ReadinessModel", "SyntaxTrees", "TerraformLanguage", "TestSupport",
      ],
      exclude: ["Fixtures"]
    ),
    .target(name: "Intents"),
    .testTarget(
      name: "IntentsTests",
      dependencies: ["Fixers", "Intents", "ReadinessModel", "TestSupport"],
      exclude: ["Fixtures"]
    ),
    .target(name: "Remediation", dependencies: ["ReadinessModel"]),
    .testTarget(
      name: "RemediationTests",
      dependencies: ["ReadinessModel", "Remediation", "TestSupport"]
    ),
    .target(
      name: "Reports",
      dependencies: [.product(name: "Crypto", package: "swift-crypto"), "ReadinessModel"],
      resources: [.embedInCode("Resources")]
    ),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"), "Assessment", "ReadinessModel",
        "Reports", "TestSupport",
      ],
      exclude: ["Snapshots"]
    ),

    // MARK: - Tier 0: nouns and tools

    .target(
      name: "MerkleLog",
      dependencies: [.product(name: "Crypto", package: "swift-crypto")]
    ),
    .testTarget(name: "MerkleLogTests", dependencies: ["MerkleLog", "TestSupport"]),
    .target(name: "ReadinessModel"),
    .testTarget(name: "ReadinessModelTests", dependencies: ["ReadinessModel"]),
    .target(name: "ScriptLanguage", dependencies: ["SyntaxTrees"]),
    .testTarget(name: "ScriptLanguageTests", dependencies: ["ScriptLanguage", "SyntaxTrees"]),
    .target(name: "StoredArchives"),
    .testTarget(name: "StoredArchivesTests", dependencies: ["StoredArchives", "TestSupport"]),
    .target(name: "SyntaxTrees", dependencies: ["CTreeSitter"]),
    .testTarget(name: "SyntaxTreesTests", dependencies: ["SyntaxTrees"]),
    .target(name: "TerraformLanguage"),
    .testTarget(
      name: "TerraformLanguageTests",
      dependencies: ["SyntaxTrees", "TerraformLanguage", "TestSupport"],
      exclude: ["Fixtures"]
    ),
    .target(name: "TextPatterns", dependencies: ["CVectorscan"]),
    .testTarget(name: "TextPatternsTests", dependencies: ["TextPatterns"]),
    .target(
      name: "CTreeSitter",
      cSettings: [.unsafeFlags(["-I\(toolchain)/include"])],
      linkerSettings: [
        .unsafeFlags(["-L\(toolchain)/lib"]), .linkedLibrary("auditwright-grammars"),
      ]
    ),
    .systemLibrary(name: "CVectorscan", providers: [.apt(["libvectorscan-dev"])]),

    // MARK: - Development

    .target(name: "TestSupport"),
    .executableTarget(
      name: "exercise",
      dependencies: [
        .product(name: "GRDB", package: "GRDB.swift"),
        "EvidenceLedger",
        "MerkleLog",
        "ReadinessModel",
        "TestSupport",
      ]
    ),
    // Reads the checks' source text and does not import it, so that it builds when they do not.
    .executableTarget(name: "generate"),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && target.name != "CTreeSitter" {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
