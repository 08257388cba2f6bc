import ReadinessModel
import ScriptLanguage

/// Finds signs that the application is watched: set-up calls, never imports alone.
enum TelemetrySignals {
  private struct Product {
    let kind: TelemetryKind
    let name: String
    /// Calls that set it up; empty for any call.
    let calls: Set<String>
  }

  /// Modules that watch an application; a file shows nothing of it without importing one.
  static let modules: [String] = Set(products.keys).union(loaded.keys).sorted()

  private static let products: [String: Product] = {
    var products: [String: Product] = [:]
    func add(_ kind: TelemetryKind, _ name: String, _ modules: [String], _ calls: Set<String>) {
      for module in modules { products[module] = Product(kind: kind, name: name, calls: calls) }
    }
    add(
      .errorTracking,
      "Sentry",
      [
        "@sentry/node", "@sentry/nestjs", "@sentry/nextjs", "@sentry/serverless", "@sentry/bun",
        "@sentry/aws-serverless", "@sentry/remix",
      ],
      ["init"]
    )
    add(.errorTracking, "Bugsnag", ["@bugsnag/js", "@bugsnag/node"], ["start"])
    add(.errorTracking, "Rollbar", ["rollbar"], [])
    add(.errorTracking, "Honeybadger", ["@honeybadger-io/js"], ["configure"])
    add(.errorTracking, "Airbrake", ["@airbrake/node"], [])
    add(.errorTracking, "Raygun", ["raygun"], ["init"])
    add(.errorTracking, "AppSignal", ["@appsignal/nodejs"], [])
    add(
      .errorTracking,
      "Highlight",
      ["@highlight-run/node", "@highlight-run/next"],
      ["init", "H.init"]
    )
    add(
      .metrics,
      "Prometheus",
      ["prom-client", "express-prom-bundle", "fastify-metrics", "@willsoto/nestjs-prometheus"],
      []
    )
    add(.metrics, "StatsD", ["hot-shots", "statsd-client", "node-statsd"], [])
    add(.metrics, "CloudWatch", ["aws-embedded-metrics", "@aws-lambda-powertools/metrics"], [])
    add(
      .tracing,
      "OpenTelemetry",
      ["@opentelemetry/sdk-node", "@opentelemetry/auto-instrumentations-node", "@vercel/otel"],
      []
    )
    add(.tracing, "Datadog", ["dd-trace"], ["init"])
    add(.tracing, "Elastic APM", ["elastic-apm-node"], ["start"])
    add(.metrics, "Application Insights", ["applicationinsights"], ["setup", "start"])
    add(
      .structuredLogging,
      "pino",
      ["pino", "pino-http", "nestjs-pino", "express-pino-logger"],
      []
    )
    add(
      .structuredLogging,
      "winston",
      ["winston", "nest-winston"],
      ["createLogger", "createLogger", "forRoot"]
    )
    add(.structuredLogging, "bunyan", ["bunyan"], ["createLogger"])
    add(.structuredLogging, "roarr", ["roarr"], [])
    add(.structuredLogging, "tslog", ["tslog"], [])
    add(.uptimeMonitor, "Checkly", ["checkly/constructs", "@checkly/cli/constructs"], [])
    add(.alertRouting, "PagerDuty", ["@pagerduty/pdjs", "node-pagerduty"], [])
    add(.alertRouting, "Opsgenie", ["opsgenie-sdk"], [])
    return products
  }()

  /// Modules that work by being loaded.
  private static let loaded: [String: (TelemetryKind, String)] = [
    "newrelic": (.errorTracking, "New Relic"), "dd-trace/init": (.tracing, "Datadog"),
    "@sentry/nextjs": (.errorTracking, "Sentry"),
  ]

  static func signals(in survey: ProgramSurvey) -> [TelemetrySignal] {
    var found: [TelemetrySignal] = []
    var seen: Set<String> = []
    for call in survey.calls {
      guard let origin = call.origin, let product = products[origin.module] else { continue }
      guard product.calls.isEmpty || product.calls.contains(call.name) else { continue }
      if seen.insert(product.name).inserted {
        found.append(signal(product.kind, product.name, call.id, survey))
      }
      if product.kind == .structuredLogging, redacts(call, survey),
        seen.insert("redaction").inserted
      {
        found.append(signal(.logRedaction, product.name, call.id, survey))
      }
    }
    for (index, node) in survey.program.nodes.enumerated() {
      let id = ScriptNodeID(index)
      let module: String?
      switch node.kind {
      case .importDeclaration: module = survey.program.text(id)
      case .call where survey.text(node.first) == "require":
        module = survey.program.list(id).first.flatMap { survey.string($0) }
      default: module = nil
      }
      guard let module, let (kind, name) = loaded[module], module != "@sentry/nextjs" else {
        continue
      }
      if seen.insert(name).inserted { found.append(signal(kind, name, id, survey)) }
    }
    return found
  }

  private static func redacts(_ call: ProgramSurvey.Call, _ survey: ProgramSurvey) -> Bool {
    call.arguments.contains { argument in
      if survey.option("redact", of: argument) != nil { return true }
      guard let http = survey.option("pinoHttp", of: argument) else { return false }
      return survey.option("redact", of: http) != nil
    }
      || survey.names(in: call.id).contains { name in
        let lower = name.lowercased()
        return lower.holds("redact") || lower.hasPrefix("mask") || lower.holds("sanitize")
      }
  }

  private static func signal(
    _ kind: TelemetryKind,
    _ product: String,
    _ id: ScriptNodeID,
    _ survey: ProgramSurvey
  ) -> TelemetrySignal {
    TelemetrySignal(kind: kind, product: product, location: survey.location(id))
  }
}
