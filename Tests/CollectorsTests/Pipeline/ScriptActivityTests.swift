import Collectors
import ReadinessModel
import Testing

@Suite("What a script does, and whether its failure counts")
struct ScriptActivityTests {
  @Test(
    "Tools are recognised under their wrappings",
    arguments: [
      ("npx jest --ci", ActivityKind.test),
      ("pnpm exec vitest run", .test),
      ("sudo timeout 60 npx playwright test", .test),
      ("node --import tsx --test src/*.test.ts", .test),
      ("bun test", .test),
      ("docker run --rm -v \"$PWD:/src\" semgrep/semgrep semgrep ci", .staticAnalysis),
      ("docker run --rm ghcr.io/gitleaks/gitleaks:latest detect", .secretScan),
      ("npx --yes snyk@latest code test", .staticAnalysis),
      ("snyk test --severity-threshold=high", .dependencyScan),
      ("npm audit --omit=dev", .dependencyScan),
      ("osv-scanner -r .", .dependencyScan),
      ("trivy image --exit-code 1 app:latest", .containerScan),
      ("trivy fs --exit-code 1 .", .dependencyScan),
      ("trivy config --exit-code=1 infra", .infrastructureScan),
      ("checkov -d infra", .infrastructureScan),
      ("terraform apply -auto-approve", .deploy),
      ("aws ecs update-service --cluster a --force-new-deployment", .deploy),
      ("flyctl deploy --remote-only", .deploy),
      ("vercel deploy --prod --token=x", .deploy),
      ("ssh deploy@host 'cd app && docker compose up -d'", .deploy),
      ("curl -X POST \"$RENDER_DEPLOY_HOOK_URL\"", .deploy),
      ("npx prisma migrate deploy", .migration),
      ("cosign sign --yes $IMAGE", .signing),
      ("k6 run load.js", .loadTest),
      ("gh api repos/$REPO/branches/main/protection", .protectionCheck),
      ("gh api repos/o/r/rules/branches/main --jq length", .protectionCheck),
      ("npx eslint .", .lint),
      ("npx tsc --noEmit", .build),
      ("npx @biomejs/biome@1.9 ci .", .lint),
      ("python -m pytest", .test),
    ]
  )
  func recognisesTools(script: String, kind: ActivityKind) {
    let found = activities(of: script)
    #expect(found.map(\.kind) == [kind])
    #expect(found.first?.blocking == true, "\(found)")
  }

  @Test(
    "What merely looks like a tool is none",
    arguments: [
      "echo jest", "npm install jest", "npx playwright install --with-deps", "# npm test",
      "npx prettier --write .", "gh api -X PUT repos/o/r/branches/main/protection",
      "terraform plan", "cat <<EOF\nnpm test\nEOF", "echo 'run npm test'", "git push origin main",
      "jest --listTests", "kubectl apply --dry-run=client -f x.yml", "npm audit fix",
      "terraform fmt", "curl https://example.com/health", "pg_restore -d test fixture.dump",
    ]
  )
  func ignoresOthers(script: String) {
    #expect(activities(of: script).filter { $0.kind != .lint }.isEmpty)
  }

  @Test(
    "A failure is lost where the shell or the tool loses it",
    arguments: [
      ("npm audit || true", "|| true"),
      ("npm audit || echo found", "|| echo"),
      ("set +e\nnpx jest\necho done", "goes on"),
      ("npx jest | tee log.txt", "pipe"),
      ("if npx jest; then echo ok; fi", "condition"),
      ("! npx jest", "turned round"),
      ("npx jest &\nwait", "background"),
      ("npx jest && echo ok\necho done", "&&"),
      ("trap 'exit 0' EXIT\nnpx jest", "trap"),
      ("echo \"$(npm audit)\"", "text"),
      ("trivy image --exit-code 0 app", "--exit-code"),
      ("trivy image app", "--exit-code"),
      ("bandit -r . --exit-zero", "--exit-zero"),
      ("checkov -d . --soft-fail", "--soft-fail"),
      ("semgrep scan --config auto", "--error"),
      ("snyk monitor", "service"),
      ("bash -c 'npx jest; exit 0'", "goes on"),
      ("npx jest; exit 0", nil),
      ("set -o pipefail\nnpx jest | tee log.txt", nil),
      ("npx jest || exit 1", nil),
      ("npx jest || { echo failed; exit 1; }", nil),
      ("if ! npx jest; then echo failed; exit 1; fi", nil),
      ("set +e\nnpx jest\ncode=$?\necho $code\nexit $code", nil),
      ("npx tsc --noEmit && npx tsc -p b", nil),
      ("for p in a b; do npx jest $p; done", nil),
      ("(cd app && npx jest)", nil),
      ("result=$(npm audit --json)\necho $result", nil),
      ("npm audit \\\n  --omit=dev", nil),
    ] as [(String, String?)]
  )
  func followsFailures(script: String, reason: String?) throws {
    let found = try #require(activities(of: script).first)
    if let reason {
      #expect(!found.blocking)
      #expect(found.nonBlockingReason?.contains(reason) == true, "\(found)")
    } else {
      #expect(found.blocking, "\(found)")
    }
  }

  @Test("The shell that runs a script decides what stops it")
  func minds() {
    #expect(activities(of: "npx jest | tee x", shell: "bash").first?.blocking == true)
    #expect(activities(of: "npx jest\necho x", shell: "pwsh").first?.blocking == false)
    #expect(activities(of: "npx jest\necho x", shell: "bash {0}").first?.blocking == false)
    #expect(activities(of: "import jest", shell: "python").isEmpty)
  }

  @Test("Package scripts are followed to what they run")
  func expandsPackageScripts() {
    let files = [
      "package.json":
        #"{"scripts":{"test":"npm run unit","unit":"jest","lint":"eslint . || true","stub":"echo no tests && exit 0","loop":"npm run loop"}}"#
    ]
    #expect(activities(of: "npm test", files).map(\.tool) == ["jest via npm run unit"])
    #expect(activities(of: "yarn lint", files).first?.blocking == false)
    #expect(activities(of: "npm run stub", files).isEmpty)
    #expect(activities(of: "npm run loop", files).isEmpty)
    #expect(activities(of: "npm run missing", files).isEmpty)
    let unknown = ["package.json": #"{"scripts":{"test":"node scripts/run-all.js"}}"#]
    #expect(activities(of: "npm t", unknown).map(\.kind) == [.test])
  }

  @Test("Scripts of workspace members are found through runners, filters and folders")
  func expandsWorkspaces() {
    let files = [
      "package.json": #"{"workspaces":["apps/*"],"scripts":{"test":"turbo run test"}}"#,
      "apps/api/package.json": #"{"name":"@x/api","scripts":{"test":"vitest run"}}"#,
      "apps/web/package.json": #"{"name":"@x/web","scripts":{"test":"jest","audit":"npm audit"}}"#,
    ]
    #expect(activities(of: "npm test", files).map(\.kind) == [.test, .test])
    #expect(
      activities(of: "pnpm --filter @x/web test", files).map(\.tool) == ["jest via pnpm test"]
    )
    #expect(activities(of: "cd apps/api && npm test", files).map(\.tool) == ["vitest via npm test"])
    #expect(activities(of: "npm run audit -w @x/web", files).map(\.kind) == [.dependencyScan])
    #expect(activities(of: "yarn workspace @x/api test", files).count == 1)
    #expect(activities(of: "pnpm -r test", files).count == 2)
  }

  @Test("Make targets and scripts of the repository are followed")
  func expandsMakeAndScripts() {
    let files = [
      "Makefile": "ci: test\n\t-npm audit\ntest:\n\t@npx jest\n",
      "scripts/scan.sh": "#!/bin/bash -e\ngitleaks detect\necho done\n",
      "scripts/deploy.sh": "#!/bin/sh\necho shipping\n",
      "ops/restore-test.sh":
        "pg_restore -d scratch latest.dump\npsql -c 'select count(*) from users'\n",
    ]
    let made = activities(of: "make ci", files)
    #expect(made.map(\.kind) == [.test, .dependencyScan])
    #expect(made.map(\.blocking) == [true, false])
    #expect(activities(of: "./scripts/scan.sh", files).first?.blocking == true)
    #expect(activities(of: "bash scripts/deploy.sh", files).map(\.kind) == [.deploy])
    #expect(activities(of: "bash ops/restore-test.sh", files).map(\.kind).contains(.restoreTest))
  }

  @Test("The place of an activity is the line of its command")
  func placesActivities() {
    let found = activities(of: "echo a\n\nnpx jest \\\n  --ci\nnpx eslint .")
    #expect(found.map(\.location.line) == [9, 11])
  }

  @Test("A script made to be slow is not", .timeLimit(.minutes(30)))
  func survivesHostileScripts() {
    for piece in ["$(", "(", "{ ", "if a; then ", "\"", "`", "case a in ", "<<EOF\n", "a && "] {
      _ = activities(of: String(repeating: piece, count: 5_000))
    }
  }
}

@Suite("Actions, and the conditions around steps")
struct StepTests {
  private func activities(_ step: String) -> [PipelineActivity] {
    let body = step.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
    return workflow("name: Nightly\non: push\njobs:\n  a:\n    steps:\n\(body)\n")?.jobs.first?
      .activities ?? []
  }

  @Test(
    "Actions do what their inputs say",
    arguments: [
      ("- uses: github/codeql-action/analyze@v3", ActivityKind.staticAnalysis, false),
      ("- uses: actions/dependency-review-action@v4", .dependencyScan, true),
      (
        "- uses: actions/dependency-review-action@v4\n  with: {warn-only: true}", .dependencyScan,
        false
      ),
      ("- uses: gitleaks/gitleaks-action@v2", .secretScan, true),
      ("- uses: trufflesecurity/trufflehog@main", .secretScan, true),
      ("- uses: aquasecurity/trivy-action@0.28.0\n  with: {image-ref: x}", .containerScan, false),
      (
        "- uses: aquasecurity/trivy-action@0.28.0\n  with: {scan-type: fs, exit-code: '1'}",
        .dependencyScan, true
      ),
      (
        "- uses: bridgecrewio/checkov-action@v12\n  with: {soft_fail: true}", .infrastructureScan,
        false
      ),
      ("- uses: snyk/actions/node@master\n  with: {command: code test}", .staticAnalysis, true),
      ("- uses: snyk/actions/node@master\n  continue-on-error: true", .dependencyScan, false),
      ("- uses: docker://zricethezav/gitleaks:v8\n  with: {args: detect}", .secretScan, true),
      ("- uses: chrnorm/deployment-action@v2", .deployRecord, true),
      ("- uses: some/unheard-of-deploy@v1", .deploy, true),
      ("- run: npx jest\n  if: ${{ false }}", .test, false),
      ("- run: npx jest\n  if: failure()", .test, false),
      ("- run: npx jest\n  if: always()", .test, true),
      ("- run: npx jest\n  continue-on-error: ${{ matrix.next }}", .test, false),
    ]
  )
  func readsSteps(step: String, kind: ActivityKind, blocking: Bool) {
    let found = activities(step)
    #expect(found.map(\.kind) == [kind])
    #expect(found.first?.blocking == blocking, "\(found)")
    #expect((found.first?.nonBlockingReason == nil) == blocking)
  }

  @Test("A restore counts as a test of it where the words around it say so")
  func findsRestoreTests() {
    #expect(
      activities("- name: Restore last backup\n  run: pg_restore -d scratch x").map(\.kind) == [
        .restoreTest
      ]
    )
    #expect(activities("- name: Seed\n  run: pg_restore -d scratch x").isEmpty)
  }

  @Test("A script called after a restore test that does nothing is none")
  func idleDrill() {
    let found = { (script: String) in
      let files = RepositoryFiles([
        RepositoryFile(
          path: ".github/workflows/drill.yml",
          text:
            "name: Drill\non: push\njobs:\n  a:\n    steps:\n      - run: bash restore-drill.sh\n"
        ),
        RepositoryFile(path: "restore-drill.sh", text: script),
      ])
      return PipelineCollector.collect(files).facts.workflows[0].jobs[0].activities.map(\.kind)
    }
    #expect(found("#!/bin/bash\nset -e\necho restored\nexit 0\n").isEmpty)
    #expect(found("#!/bin/bash\nset -e\npg_restore -d scratch x\n").contains(.restoreTest))
  }

  @Test(
    "Programs are found through package scripts, scripts and overrides of a task, by their source"
  )
  func programs() {
    let programs = { (script: String) in
      let lines = script.split(separator: "\n").map { "          \($0)\n" }.joined()
      let files = RepositoryFiles([
        RepositoryFile(
          path: ".github/workflows/purge.yml",
          text: "on: push\njobs:\n  a:\n    steps:\n      - run: |\n\(lines)"
        ),
        RepositoryFile(
          path: "package.json",
          text: #"{"scripts": {"purge": "npm run -s job", "job": "node dist/jobs/purge.js"}}"#
        ),
        RepositoryFile(path: "src/jobs/purge.ts", text: ""),
        RepositoryFile(path: "scripts/run.sh", text: "node src/jobs/other.js"),
        RepositoryFile(path: "src/jobs/other.js", text: ""),
      ])
      return PipelineCollector.collect(files).facts.workflows[0].jobs[0].programs
    }
    #expect(programs("npm run purge") == ["src/jobs/purge.ts"])
    #expect(programs("bash scripts/run.sh") == ["src/jobs/other.js"])
    let task = """
      overrides='{"containerOverrides":[{"name":"api","command":["node","dist/jobs/purge.js"]}]}'
      aws ecs run-task --overrides "$overrides"
      """
    #expect(programs(task) == ["src/jobs/purge.ts"])
    #expect(programs("echo node dist/jobs/purge.js").isEmpty)
    #expect(programs("node ../../etc/passwd").isEmpty)
  }

  @Test("A step that writes down who deployed what is a deploy record, with its fields")
  func findsDeployRecords() {
    let text = """
      on: push
      jobs:
        deploy:
          steps:
            - name: Record the deployment
              run: |
                jq -n --arg v "$V" '{version: $v, deployer: env.GITHUB_ACTOR, approver: "x", timestamp: now, status: "success"}' > r.json
                aws s3 cp r.json s3://deployments/
            - name: Deploy
              run: echo "version=1 status=ok env=x" >> $GITHUB_OUTPUT
      """
    let facts = delivery([".github/workflows/ci.yml": text])
    #expect(
      facts.deployRecords.map(\.fields) == [["approver", "deployer", "status", "time", "version"]]
    )
    #expect(
      facts.workflows.first?.jobs.first?.activities.map(\.kind).contains(.deployRecord) == true
    )
  }
}
