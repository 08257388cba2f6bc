internal import ReadinessModel

/// Commands that test, build and lint.
enum BuildRules {
  static let all = tests + lint + builds

  private static let tests: [ToolRule] = [
    ToolRule("jest", .test, without: ["--listTests", "--showConfig", "--clearCache", "--init"]),
    ToolRule("vitest", .test, without: ["list", "init"]),
    ToolRule("mocha", .test),
    ToolRule("ava", .test),
    ToolRule("tap", .test),
    ToolRule("uvu", .test),
    ToolRule("jasmine", .test),
    ToolRule("karma", .test, verbs: [["start"], ["run"]]),
    ToolRule("bun test", .test, programs: ["bun"], verbs: [["test"]]),
    ToolRule("deno test", .test, programs: ["deno"], verbs: [["test"]]),
    ToolRule("playwright", .test, verbs: [["test"]], without: ["--list"]),
    ToolRule("cypress", .test, verbs: [["run"]]),
    ToolRule("testcafe", .test),
    ToolRule("wdio", .test, verbs: [["run"]]),
    ToolRule("react-scripts test", .test, programs: ["react-scripts", "craco"], verbs: [["test"]]),
    ToolRule("ng test", .test, programs: ["ng"], verbs: [["test"], ["e2e"]]),
    ToolRule("newman", .test, verbs: [["run"]], forgiving: ["--suppress-exit-code", "-x"]),
    ToolRule("storybook test", .test, programs: ["test-storybook"]),
    ToolRule("stryker", .test, verbs: [["run"]]),
    ToolRule("pytest", .test, programs: ["pytest", "py.test"], without: ["--collect-only"]),
    ToolRule("unittest", .test),
    ToolRule("tox", .test),
    ToolRule("nox", .test),
    ToolRule("django test", .test, programs: ["manage.py"], verbs: [["test"]]),
    ToolRule("go test", .test, programs: ["go"], verbs: [["test"]]),
    ToolRule("gotestsum", .test),
    ToolRule("cargo test", .test, programs: ["cargo"], verbs: [["test"], ["nextest", "run"]]),
    ToolRule("rspec", .test),
    ToolRule("rails test", .test, programs: ["rails", "rake"], verbs: [["test"], ["spec"]]),
    ToolRule("phpunit", .test, programs: ["phpunit", "pest", "paratest"]),
    ToolRule(
      "maven",
      .test,
      programs: ["mvn", "mvnw"],
      verbs: [["test"], ["verify"], ["install"]],
      without: ["-DskipTests", "-Dmaven.test.skip"],
      forgiving: ["-Dmaven.test.failure.ignore", "-fn"]
    ),
    ToolRule(
      "gradle",
      .test,
      programs: ["gradle", "gradlew"],
      verbs: [["test"], ["check"], ["build"]],
      without: ["-x"]
    ),
    ToolRule("dotnet test", .test, programs: ["dotnet"], verbs: [["test"]]),
    ToolRule("swift test", .test, programs: ["swift"], verbs: [["test"]]),
    ToolRule("mix test", .test, programs: ["mix"], verbs: [["test"]]),
    ToolRule("crystal spec", .test, programs: ["crystal"], verbs: [["spec"]]),
    ToolRule("schemathesis", .test, programs: ["schemathesis", "st"], verbs: [["run"]]),
    ToolRule("terraform test", .test, programs: ["terraform", "tofu"], verbs: [["test"]]),
    ToolRule("k6", .loadTest, verbs: [["run"], ["cloud"]]),
    ToolRule("artillery", .loadTest, verbs: [["run"], ["run-fargate"], ["quick"]]),
    ToolRule("locust", .loadTest),
    ToolRule("autocannon", .loadTest),
    ToolRule("vegeta", .loadTest, verbs: [["attack"]]),
    ToolRule("jmeter", .loadTest),
    ToolRule("gatling", .loadTest, programs: ["gatling", "gatling.sh"]),
    ToolRule("wrk", .loadTest, programs: ["wrk", "wrk2", "hey", "oha", "bombardier", "ab"]),
  ]

  private static let lint: [ToolRule] = [
    ToolRule("eslint", .lint, programs: ["eslint", "eslint_d"]),
    ToolRule("biome", .lint, verbs: [["check"], ["lint"], ["ci"]]),
    ToolRule("oxlint", .lint),
    ToolRule("next lint", .lint, programs: ["next"], verbs: [["lint"]]),
    ToolRule("prettier", .lint, needs: ["--check", "-c", "--list-different", "-l"]),
    ToolRule("standard", .lint, programs: ["standard", "xo", "tslint", "jshint", "stylelint"]),
    ToolRule("spectral", .lint, verbs: [["lint"]]),
    ToolRule("ng lint", .lint, programs: ["ng"], verbs: [["lint"]]),
    ToolRule("ruff", .lint, verbs: [["check"], ["format"], []], forgiving: ["--exit-zero"]),
    ToolRule(
      "flake8",
      .lint,
      programs: ["flake8", "pylint", "pycodestyle", "black", "isort"],
      forgiving: ["--exit-zero"]
    ),
    ToolRule("golangci-lint", .lint, verbs: [["run"]], forgiving: ["--issues-exit-code=0"]),
    ToolRule("clippy", .lint, programs: ["cargo"], verbs: [["clippy"], ["fmt"]]),
    ToolRule("rubocop", .lint),
    ToolRule("swift format", .lint, programs: ["swift"], verbs: [["format", "lint"]]),
    ToolRule("swiftlint", .lint),
    ToolRule("actionlint", .lint, programs: ["actionlint", "zizmor", "yamllint", "shellcheck"]),
    ToolRule(
      "markdownlint",
      .lint,
      programs: ["markdownlint", "markdownlint-cli2", "typos", "cspell"]
    ),
    ToolRule("commitlint", .lint),
    ToolRule("tflint", .lint, forgiving: ["--force"]),
    ToolRule(
      "terraform fmt",
      .lint,
      programs: ["terraform", "tofu"],
      verbs: [["fmt"], ["validate"]]
    ),
    ToolRule("knip", .lint, programs: ["knip", "depcheck", "madge", "syncpack", "manypkg"]),
    ToolRule("pre-commit", .lint, verbs: [["run"]]),
  ]

  private static let builds: [ToolRule] = [
    ToolRule("tsc", .build, programs: ["tsc", "vue-tsc", "tsgo"]),
    ToolRule("next build", .build, programs: ["next"], verbs: [["build"]]),
    ToolRule(
      "vite build",
      .build,
      programs: ["vite", "nuxt", "nuxi", "astro", "remix", "react-router"],
      verbs: [["build"]]
    ),
    ToolRule("nest build", .build, programs: ["nest"], verbs: [["build"]]),
    ToolRule(
      "webpack",
      .build,
      programs: ["webpack", "rollup", "esbuild", "tsup", "swc", "parcel", "ncc", "rspack"]
    ),
    ToolRule("ng build", .build, programs: ["ng"], verbs: [["build"]]),
    ToolRule(
      "react-scripts build",
      .build,
      programs: ["react-scripts", "craco"],
      verbs: [["build"]]
    ),
    ToolRule("bun build", .build, programs: ["bun"], verbs: [["build"]]),
    ToolRule(
      "docker build",
      .build,
      programs: ["docker", "podman", "buildah"],
      verbs: [["build"], ["buildx", "build"], ["compose", "build"], ["bud"]]
    ),
    ToolRule("go build", .build, programs: ["go"], verbs: [["build"], ["vet"]]),
    ToolRule("cargo build", .build, programs: ["cargo"], verbs: [["build"], ["check"]]),
    ToolRule(
      "maven",
      .build,
      programs: ["mvn", "mvnw"],
      verbs: [["package"], ["compile"], ["install"]]
    ),
    ToolRule("gradle", .build, programs: ["gradle", "gradlew"], verbs: [["build"], ["assemble"]]),
    ToolRule("dotnet build", .build, programs: ["dotnet"], verbs: [["build"], ["publish"]]),
    ToolRule("swift build", .build, programs: ["swift"], verbs: [["build"]]),
    ToolRule("mypy", .build, programs: ["mypy", "pyright", "basedpyright"]),
    ToolRule("expo export", .build, programs: ["expo", "eas"], verbs: [["export"], ["build"]]),
    ToolRule("crystal build", .build, programs: ["crystal", "shards"], verbs: [["build"]]),
  ]
}
