import { createHash } from "crypto"
import { createReadStream, createWriteStream } from "fs"
import { mkdir, open, rename } from "fs/promises"
import { join } from "path"
import { Readable } from "stream"
import { pipeline } from "stream/promises"
import { createGunzip, createGzip } from "zlib"
import pg from "pg"

// Keeps the audit log to its time: makes months ahead, seals finished days, writes months that have
// left daily use to an archive that is read back, and drops months that are past their time:
//
//   npm run audit-retention -- --dry-run
//
// AUDIT_RETENTION_DATABASE_URL   a connection as audit_retention, which the application never has
// AUDIT_ARCHIVE_DIR              where archives go: a mount that outlasts this process
//
// May be killed at any time and run again. Ends with 0 when all is done, with 75 when another run is
// at work, with 1 when something failed: what failed stays in the database.

/**
 * What a month holds, by the rule of audit.digest().
 *
 * @typedef {object} Content
 * @property {string} events
 * @property {string} digest
 */

/**
 * @typedef {object} Archive
 * @property {string} location
 */

async function start(dryRun) {
	const url = process.env.AUDIT_RETENTION_DATABASE_URL
	const folder = process.env.AUDIT_ARCHIVE_DIR
	if (!url || !folder) {
		console.error("AUDIT_RETENTION_DATABASE_URL and AUDIT_ARCHIVE_DIR have to be set")
		return 1
	}
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	try {
		const lock = await client.query("SELECT pg_try_advisory_lock(hashtext('audit retention')) AS is_ours")
		if (lock.rows[0].is_ours !== true) {
			console.error("another run is at work")
			return 75
		}
		return await keepToTime(client, folder, dryRun)
	} finally {
		await client.end()
	}
}

async function keepToTime(client, folder, dryRun) {
	let failures = 0
	if (!dryRun) {
		await client.query("SELECT audit.make_months()")
		const sealed = await client.query("SELECT audit.seal() AS days")
		console.log(`sealed: ${sealed.rows[0].days} days`)
	}
	const cold = await client.query("SELECT month::text FROM audit.months_older_than(audit.hot_days()) AS month")
	for (const { month } of cold.rows) {
		try {
			await leaveDailyUse(client, folder, month, dryRun)
		} catch (error) {
			failures += 1
			console.error(`${month}: stays as it is:`, error)
		}
	}
	const past = await client.query("SELECT month::text FROM audit.months_older_than(audit.kept_days()) AS month")
	for (const { month } of past.rows) {
		try {
			await drop(client, folder, month, dryRun)
		} catch (error) {
			failures += 1
			console.error(`${month}: not dropped:`, error)
		}
	}
	return failures === 0 ? 0 : 1
}

/** Archives a month, and takes it out of the table that is in daily use. */
async function leaveDailyUse(client, folder, month, dryRun) {
	if ((await archived(client, month)) === null) {
		if (dryRun) {
			console.log(`${month}: would be archived`)
		} else {
			await archive(client, folder, month)
		}
	}
	const inUse = await client.query(
		"SELECT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = audit.month_table($1::date)) AS is_attached",
		[month],
	)
	if (inUse.rows[0].is_attached === true) {
		if (!dryRun) {
			await client.query("SELECT audit.detach_month($1::date)", [month])
		}
		console.log(`${month}: ${dryRun ? "would leave" : "left"} daily use`)
	}
}

/** Drops a month, after a last look at its archive; what is held stays. */
async function drop(client, folder, month, dryRun) {
	const holds = await client.query(
		`SELECT reason FROM audit.holds
     WHERE first_day < $1::date + interval '1 month' AND coalesce(last_day, 'infinity') >= $1::date`,
		[month],
	)
	if (holds.rows.length > 0) {
		console.log(`${month}: held: ${holds.rows[0].reason}`)
		return
	}
	const kept = await archived(client, month)
	if (kept === null) {
		if (dryRun) {
			console.log(`${month}: would be dropped once it is archived`)
			return
		}
		throw new Error("it is not archived")
	}
	mustBeEqual(await contentOf(join(folder, kept.location)), kept, kept.location)
	if (!dryRun) {
		await client.query("SELECT audit.drop_month($1::date)", [month])
	}
	console.log(`${month}: ${dryRun ? "would be dropped" : "dropped"}, ${kept.events} events`)
}

async function archived(client, month) {
	const found = await client.query(
		"SELECT events::text, encode(digest, 'hex') AS digest, location FROM audit.archives WHERE month = $1::date",
		[month],
	)
	return found.rows[0] ?? null
}

/** Writes a month to a file, reads it back, and notes where it is. */
async function archive(client, folder, month) {
	const location = `audit_logs_${month.slice(0, 7)}.ndjson.gz`
	const path = join(folder, location)
	await mkdir(folder, { recursive: true })
	await client.query("BEGIN READ ONLY")
	try {
		await client.query(
			"DECLARE events NO SCROLL CURSOR FOR SELECT event::text AS line FROM audit.read_month($1::date) AS event",
			[month],
		)
		await pipeline(Readable.from(lines(client)), createGzip(), createWriteStream(`${path}.partial`, { mode: 0o600 }))
	} finally {
		await client.query("ROLLBACK")
	}
	// On disk under its name before anything says that it is there.
	await sync(`${path}.partial`)
	await rename(`${path}.partial`, path)
	await sync(folder)
	const stored = await client.query(
		`SELECT events::text, encode(digest, 'hex') AS digest
     FROM audit.digest($1::date, ($1::date + interval '1 month')::date)`,
		[month],
	)
	const content = await contentOf(path)
	mustBeEqual(content, stored.rows[0], location)
	await client.query(
		"INSERT INTO audit.archives (month, events, digest, location) VALUES ($1::date, $2::bigint, decode($3, 'hex'), $4)",
		[month, content.events, content.digest, location],
	)
	console.log(`${month}: archived ${content.events} events in ${location}`)
}

async function* lines(client) {
	for (;;) {
		const { rows } = await client.query("FETCH 1000 FROM events")
		if (rows.length === 0) {
			return
		}
		yield rows.map((row) => `${row.line}\n`).join("")
	}
}

async function sync(path) {
	const handle = await open(path, "r")
	try {
		await handle.sync()
	} finally {
		await handle.close()
	}
}

/** Reads an archive as the database reads the month: a digest of each event, of each day, of all days. */
async function contentOf(path) {
	const days = new Map()
	let events = 0
	let rest = Buffer.alloc(0)
	const read = async (chunks) => {
		for await (const chunk of chunks) {
			let text = Buffer.concat([rest, chunk])
			for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10)) {
				const line = text.subarray(0, end)
				const day = String(JSON.parse(line.toString("utf8")).recorded_at).slice(0, 10)
				const known = days.get(day) ?? createHash("sha256")
				known.update(createHash("sha256").update(line).digest())
				days.set(day, known)
				events += 1
				text = text.subarray(end + 1)
			}
			rest = text
		}
	}
	await pipeline(createReadStream(path), createGunzip(), read)
	if (rest.length > 0) {
		throw new Error(`${path} ends in the middle of an event`)
	}
	const whole = createHash("sha256")
	for (const day of [...days.keys()].sort()) {
		whole.update(days.get(day)?.digest() ?? "")
	}
	return { events: String(events), digest: whole.digest("hex") }
}

function mustBeEqual(found, expected, what) {
	if (found.events !== expected.events || found.digest !== expected.digest) {
		throw new Error(`${what} holds ${found.events} events that are not the ${expected.events} of the database`)
	}
}

start(process.argv.includes("--dry-run"))
	.then((code) => {
		process.exitCode = code
	})
	.catch((error) => {
		console.error(error)
		process.exitCode = 1
	})
