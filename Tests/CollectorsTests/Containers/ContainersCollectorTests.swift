import Collectors
import ReadinessModel
import Testing

@Suite("Container build files and compose files are read")
struct ContainersCollectorTests {
  private func image(_ text: String) -> ContainerImage? {
    ContainersCollector.collect(repository(["Dockerfile": text])).facts.images.first
  }

  @Test("Stages, arguments, digests and copies give the images and which are not pinned")
  func readsStages() throws {
    let digest = String(repeating: "a", count: 64)
    let read = try #require(
      image(
        """
        # syntax=docker/dockerfile:1
        ARG NODE=22
        FROM --platform=$BUILDPLATFORM node:${NODE}-alpine AS build
        RUN npm ci \\
          # a comment within
          && npm run build
        FROM alpine@sha256:\(digest) AS tools
        FROM node:${NODE:-20}-slim
        COPY --from=build /app /app
        COPY --from=ghcr.io/x/y:1 /bin/y /bin/y
        RUN <<EOF
        USER root
        EOF
        USER node
        HEALTHCHECK CMD curl -f http://localhost/health
        """
      )
    )
    #expect(
      read.baseImages == [
        "node:22-alpine", "alpine@sha256:\(digest)", "node:22-slim", "ghcr.io/x/y:1",
      ]
    )
    #expect(read.unpinnedImages.map(\.line) == [3, 8, 10])
    #expect(read.runsAsRoot == .set(false, at: SourceLocation(file: "Dockerfile", line: 14)))
    #expect(read.hasHealthCheck)
    #expect(read.location.line == 3)
  }

  @Test(
    "Who the last stage runs as",
    arguments: [
      ("FROM node:22", "default root"),
      ("FROM node:22\nUSER root", "root"),
      ("FROM node:22\nUSER 0:0", "root"),
      ("FROM node:22\nUSER 1001", "other"),
      ("FROM node:22 AS a\nUSER node\nFROM a\nRUN x", "other"),
      ("FROM node:22\nUSER node\nFROM node:22\nRUN x", "default root"),
      ("FROM gcr.io/distroless/nodejs22-debian12:nonroot", "other"),
      ("FROM registry.example/base:1", "unknown"),
      ("FROM node:22\nARG U\nUSER $U", "unknown"),
      ("FROM node:22\nARG U=node\nUSER ${U}", "other"),
      ("FROM scratch\nCOPY a /a", "default root"),
    ]
  )
  func findsUsers(text: String, expected: String) throws {
    let setting = try #require(image(text)).runsAsRoot
    let found =
      switch setting {
      case .set(true, _): "root"
      case .set(false, _): "other"
      case .unset: "default root"
      case .unknown: "unknown"
      }
    #expect(found == expected)
  }

  @Test("A health check can be switched off again", arguments: [("CMD x", true), ("NONE", false)])
  func readsHealthChecks(text: String, expected: Bool) {
    #expect(image("FROM node:22\nHEALTHCHECK \(text)")?.hasHealthCheck == expected)
  }

  @Test("Files that only look like build files, or are broken, give nothing and no crash")
  func survivesOddFiles() {
    let collected = ContainersCollector.collect(
      repository([
        "Dockerfile.md": "FROM x", "Dockerfile": "FROM", "a/Dockerfile.dev": "FROM a AS a\nFROM a",
        "b.dockerfile": "\u{0}\\", "docker-compose.yml": "services: [x]", "compose.yaml": "a: [",
      ])
    )
    #expect(collected.facts.images.map(\.file) == ["a/Dockerfile.dev"])
    #expect(collected.skipped.map(\.file) == ["compose.yaml"])
  }

  @Test("Compose services have images, ports, rights and health checks")
  func readsCompose() {
    let services = ContainersCollector.collect(
      repository([
        "docker-compose.yml": """
        x-base: &base {restart: always}
        services:
          db:
            image: postgres:16
            ports: ["5432:5432", {target: 80, published: 8080}]
            healthcheck: {test: [CMD, pg_isready]}
          web:
            <<: *base
            privileged: true
            healthcheck: {disable: true}
        """
      ])
    ).facts.services
    #expect(services.map(\.name) == ["db", "web"])
    #expect(services[0].publishesPorts == ["5432:5432", "8080:80"])
    #expect(services.map(\.hasHealthCheck) == [true, false])
    #expect(services.map(\.privileged) == [false, true])
    #expect(services.map(\.isDevelopment) == [false, false])
    #expect(services[1].location.line == 7)
  }

  @Test(
    "Files for development are told from those that keep services running",
    arguments: [
      ("docker-compose.dev.yml", "restart: always", true),
      ("docker-compose.prod.yml", "build: .", false),
      ("docker-compose.yml", "image: postgres", true),
      ("docker-compose.yml", "build: .\n    volumes: ['.:/app']\n    restart: always", true),
      ("deploy/compose.yml", "image: x", false),
      ("compose.yml", "image: x\n    environment: [NODE_ENV=production]", false),
    ]
  )
  func tellsDevelopment(path: String, service: String, expected: Bool) {
    let text = "services:\n  a:\n    \(service)\n"
    let services = ContainersCollector.collect(repository([path: text])).facts.services
    #expect(services.map(\.isDevelopment) == [expected])
  }
}
