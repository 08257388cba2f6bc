import Collectors
import ReadinessModel
import Testing

/// Collects from one workflow, with further files of the repository.
func workflow(_ text: String, _ others: [String: String] = [:]) -> Workflow? {
  delivery([".github/workflows/ci.yml": text].merging(others) { first, _ in first })
    .workflows.first { $0.path == ".github/workflows/ci.yml" }
}

func delivery(_ files: [String: String]) -> DeliveryFacts {
  PipelineCollector.collect(repository(files)).facts
}

func repository(_ files: [String: String]) -> RepositoryFiles {
  RepositoryFiles(files.map { RepositoryFile(path: $0.key, text: $0.value) })
}

/// The activities of a job with one step that runs a script.
func activities(
  of script: String,
  shell: String? = nil,
  _ others: [String: String] = [:]
) -> [PipelineActivity] {
  let body = script.split(separator: "\n", omittingEmptySubsequences: false)
    .map { "          " + $0 }.joined(separator: "\n")
  let shellLine = shell.map { "        shell: \($0)\n" } ?? ""
  let text = """
    on: push
    jobs:
      a:
        runs-on: ubuntu-latest
        steps:
          - run: |
    \(body)
    \(shellLine)
    """
  return workflow(text, others)?.jobs.first?.activities ?? []
}

@Suite("Workflows are read as the host reads them")
struct PipelineCollectorTests {
  @Test(
    "Triggers come as a string, a list or a map",
    arguments: [
      ("on: push", ["push"]),
      ("on: [push, pull_request]", ["push", "pull_request"]),
      (
        "on:\n  pull_request:\n    branches: [main]\n  workflow_dispatch:\n",
        ["pull_request", "workflow_dispatch"]
      ),
      ("'on': push", ["push"]),
      (
        "\"on\":\n  schedule:\n    - cron: '0 4 * * *'\n    - cron: '1 1 * * 1'",
        ["schedule", "schedule"]
      ),
    ]
  )
  func readsTriggers(text: String, events: [String]) {
    #expect(workflow(text + "\njobs: {}\n")?.triggers.map(\.event) == events)
  }

  @Test("Limits of a trigger are kept")
  func readsTriggerLimits() {
    let trigger = workflow(
      "on:\n  pull_request:\n    types: [closed]\n    branches-ignore: [dev]\n    paths-ignore: ['**.md']\njobs: {}\n"
    )?.triggers.first
    #expect(trigger?.types == ["closed"])
    #expect(trigger?.branches == ["!dev"])
    #expect(trigger?.ignoresPaths == true)
  }

  @Test("Jobs have names, needs, environments, conditions and places")
  func readsJobs() throws {
    let read = workflow(
      """
      name: Release
      on: push
      permissions:
        contents: read
      jobs:
        test:
          runs-on: ubuntu-latest
          strategy:
            matrix:
              node: [18, 20]
              os: [linux]
              include:
                - {node: 22, os: mac}
          steps:
            - run: npx vitest run
        deploy:
          name: Ship it
          needs: test
          if: github.ref == 'refs/heads/main'
          environment:
            name: production
            url: https://x.example
          runs-on: ubuntu-latest
          steps:
            - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
        canary:
          needs: [test, deploy]
          environment: staging
          continue-on-error: true
          runs-on: ubuntu-latest
          steps: []
      """
    )
    let found = try #require(read)
    #expect(found.permissions == ["contents": "read"])
    #expect(found.jobs.map(\.id) == ["test", "deploy", "canary"])
    #expect(found.jobs[0].checkRuns == ["test (18, linux)", "test (20, linux)", "test (22, mac)"])
    #expect(found.jobs[1].name == "Ship it")
    #expect(found.jobs[1].environment == "production")
    #expect(found.jobs[1].condition == "github.ref == 'refs/heads/main'")
    #expect(found.jobs[1].needs == ["test"])
    #expect(found.jobs[1].activities.map(\.kind) == [.deploy])
    #expect(found.jobs[1].location.line == 16)
    #expect(found.jobs[2].environment == "staging")
    #expect(found.jobs[2].toleratesFailure)
    #expect(found.actions.map(\.isPinned) == [false])
  }

  @Test("A called workflow of the repository becomes jobs of its caller")
  func resolvesCalledWorkflows() throws {
    let caller = """
      on: pull_request
      jobs:
        checks:
          name: Checks
          uses: ./.github/workflows/shared.yml
          with: {stage: production}
          secrets: inherit
        after:
          needs: checks
          runs-on: ubuntu-latest
          steps: []
      """
    let shared = """
      on:
        workflow_call:
          inputs:
            stage: {type: string, default: dev}
      jobs:
        unit:
          runs-on: ubuntu-latest
          environment: ${{ inputs.stage }}
          steps:
            - run: npx jest
      """
    let read = try #require(workflow(caller, [".github/workflows/shared.yml": shared]))
    let unit = try #require(read.jobs.first)
    #expect(unit.checkRuns == ["Checks / unit"])
    #expect(unit.environment == "production")
    #expect(unit.activities.map(\.kind) == [.test])
    #expect(unit.activities.first?.location.file == ".github/workflows/shared.yml")
    #expect(read.jobs.last?.needs == ["checks / unit"])
    #expect(read.risks.map(\.kind) == ["secrets-inherit"])
  }

  @Test("Workflows that call each other end")
  func survivesCycles() {
    let text = "on: workflow_call\njobs:\n  a:\n    uses: ./.github/workflows/ci.yml\n"
    #expect(workflow(text)?.jobs.count == 1)
  }

  @Test("A called workflow of another repository is unknown, and said to be")
  func recordsForeignWorkflows() {
    let text = "on: push\njobs:\n  a:\n    uses: org/x/.github/workflows/all.yml@v1\n"
    let collected = PipelineCollector.collect(repository([".github/workflows/ci.yml": text]))
    #expect(collected.facts.workflows.first?.jobs.first?.activities.isEmpty == true)
    #expect(collected.skipped.first?.mattersFor == ["pipeline"])
  }

  @Test("Steps of an action of the repository count where it is used")
  func expandsLocalActions() {
    let action = """
      inputs: {level: {default: high}}
      runs:
        using: composite
        steps:
          - run: npm audit --audit-level=${{ inputs.level }}
            shell: bash
          - uses: actions/setup-node@0123456789012345678901234567890123456789
      """
    let text =
      "on: push\njobs:\n  a:\n    steps:\n      - uses: ./.github/actions/scan\n        continue-on-error: true\n"
    let read = workflow(text, [".github/actions/scan/action.yml": action])
    #expect(read?.jobs.first?.activities.map(\.kind) == [.dependencyScan])
    #expect(read?.jobs.first?.activities.first?.nonBlockingReason == "continue-on-error")
    #expect(read?.actions.map(\.isPinned) == [true, true])
  }

  @Test("A broken workflow is recorded, the others are read")
  func recordsBrokenFiles() {
    let collected = PipelineCollector.collect(
      repository([
        ".github/workflows/a.yml": "on: push\non: pull_request\n",
        ".github/workflows/b.yml": "on: push\njobs: {}\n",
        ".github/workflows/c.yaml": "\u{0}",
        ".github/workflows/d.yml": "jobs: [1, {a: [2]}]\non: {push: [x]}\n",
        ".gitlab-ci.yml": "test: {script: [jest]}\n",
      ])
    )
    #expect(collected.facts.workflows.map(\.path).count == 2)
    #expect(
      collected.skipped.map(\.file) == [
        ".github/workflows/a.yml", ".github/workflows/c.yaml", ".gitlab-ci.yml",
      ]
    )
  }

  @Test("Ways to turn a workflow against the repository are found")
  func findsRisks() throws {
    let read = try #require(
      workflow(
        """
        on: [pull_request_target, issue_comment]
        permissions: write-all
        env:
          TITLE: ${{ github.event.issue.title }}
        jobs:
          a:
            steps:
              - uses: actions/checkout@v4
                with:
                  ref: ${{ github.event.pull_request.head.sha }}
              - run: |
                  echo fine
                  echo "${{ github.event.comment.body }}"
              - run: echo "${{ env.TITLE }}"
              - run: echo "$TITLE"
              - run: echo "${{ github.event.number }} ${{ github.sha }}"
        """
      )
    )
    #expect(
      read.risks.map { "\($0.kind):\($0.location.line)" } == [
        "excessive-permissions:2", "untrusted-checkout:8", "script-injection:13",
        "script-injection:14",
      ]
    )
  }
}
