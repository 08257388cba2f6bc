import { createServer } from "http"

/** Where whoever collects measurements asks for them; not a port for the internet. */
const port = Number(process.env.METRICS_PORT ?? 9464)
/** Upper bounds of the times that are told apart, in seconds. */
const bounds = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * @typedef {object} Totals
 * @property {number} requests
 * @property {number} errors
 * @property {number} seconds
 * @property {number[]} within
 */

const totals = new Map()

/**
 * Counts requests, their failures and their times, by route. Comes before all else.
 *
 * @param {import('express').Request} req
 * @param {import('express').Response} res
 * @param {import('express').NextFunction} next
 */
export function measure(req, res, next) {
	const start = process.uptime()
	res.on("close", () => {
		const seconds = process.uptime() - start
		const isUnfinished = res.headersSent && !res.writableFinished
		count(labelsOf(req), res.statusCode >= 500 || isUnfinished, seconds)
	})
	next()
}

/**
 * Reports an error that no route dealt with, and hands it on. Comes before what answers it.
 *
 * @param {unknown} error
 * @param {import('express').Request} req
 * @param {import('express').Response} res
 * @param {import('express').NextFunction} next
 */
export function reportError(error, req, res, next) {
	if (statusOf(error) >= 500) {
		report(error, `${req.method} ${routeOf(req)}`)
	}
	next(error)
}

/** The status that an error asks to be answered with; one that asks for none is ours. */
function statusOf(error) {
	const { status, statusCode } = (error ?? {})
	return Number(status ?? statusCode ?? 500) || 500
}

/** Writes what went wrong and where. Not the message: it may quote what people entered. */
function report(error, route) {
	const { name, code, stack } = (error instanceof Error ? error : {})
	const frames = (stack ?? "").split('\n').filter((line) => /^\s+at /.test(line))
	const stackTop = frames.slice(0, 10)
	const entry = { level: "error", error: name ?? typeof error, code, route, stack: stackTop }
	process.stderr.write(`${JSON.stringify(entry)}\n`)
}

/** The pattern of the route; never the path as it came, which may hold names of people. */
function routeOf(req) {
	const pattern = req.route?.path
	if (typeof pattern !== "string") {
		return "*"
	}
	const parts = pattern.split("/").filter(Boolean)
	const path = (req.originalUrl.split("?")[0] ?? "").split("/").filter(Boolean)
	// Where a router is mounted is forgotten once an error has left it; the path still tells.
	const isPlain = !/[*?+({]/.test(pattern)
	const mount = isPlain
		? path.slice(0, Math.max(0, path.length - parts.length))
		: req.baseUrl.split("/").filter(Boolean)
	const names = mount.map((part) => (/^([a-z_-]+|v\d+)$/i.test(part) ? part : ":value"))
	return `/${[...names, ...parts].join("/")}`
}

function labelsOf(req) {
	return `method="${req.method}",route="${routeOf(req).replace(/[\\"\n]/g, "_")}"`
}

function count(labels, failed, seconds) {
	const none = { requests: 0, errors: 0, seconds: 0, within: bounds.map(() => 0) }
	const total = totals.get(labels) ?? none
	totals.set(labels, total)
	total.requests += 1
	total.errors += failed ? 1 : 0
	total.seconds += seconds
	bounds.forEach((bound, index) => {
		total.within[index] = (total.within[index] ?? 0) + (seconds <= bound ? 1 : 0)
	})
}

/**
 * Everything that was counted since the process began, as OpenMetrics prescribes.
 *
 * @returns {string}
 */
export function measurements() {
	const requests = ["# TYPE http_requests counter"]
	const errors = ["# TYPE http_request_errors counter"]
	const times = ["# TYPE http_request_duration_seconds histogram"]
	for (const [labels, total] of totals) {
		requests.push(`http_requests_total{${labels}} ${total.requests}`)
		errors.push(`http_request_errors_total{${labels}} ${total.errors}`)
		const time = "http_request_duration_seconds"
		bounds.forEach((bound, index) => {
			times.push(`${time}_bucket{${labels},le="${bound}"} ${total.within[index]}`)
		})
		times.push(`${time}_bucket{${labels},le="+Inf"} ${total.requests}`)
		times.push(`${time}_sum{${labels}} ${total.seconds}`)
		times.push(`${time}_count{${labels}} ${total.requests}`)
	}
	return [...requests, ...errors, ...times, "# EOF", ""].join('\n')
}

const server = createServer((_req, res) => {
	res.setHeader("Content-Type", "application/openmetrics-text; version=1.0.0; charset=utf-8")
	res.end(measurements())
})
// Another process of the same machine may have the port; the application goes on without.
server.on("error", (error) => {
	console.error(`measurements are not offered: ${error.message}`)
})
server.listen(port).unref()
