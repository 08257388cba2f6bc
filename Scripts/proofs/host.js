// Answers as the git host would, on loopback only: a private repository of an organization whose
// branches nobody protected, until somebody writes a ruleset. The shapes are those of GitHub's REST
// API; what the recordings of real answers show is checked elsewhere.
//
//   node host.js FILE      writes its port to FILE and ends with its parent
const fs = require("node:fs");
const http = require("node:http");

const rulesets = [];
const owner = { login: "acme", id: 4, type: "Organization" };
const repository = {
  id: 41, name: "crm", full_name: "acme/crm", private: true, visibility: "private", owner,
  default_branch: "main", archived: false, allow_squash_merge: true, allow_merge_commit: false,
  allow_rebase_merge: false, permissions: { admin: true, push: true, pull: true },
  security_and_analysis: {
    secret_scanning: { status: "disabled" }, dependabot_security_updates: { status: "enabled" },
  },
};
const people = [
  { login: "ada", id: 11, type: "User", role_name: "admin", permissions: { admin: true, push: true, pull: true } },
  { login: "grace", id: 12, type: "User", role_name: "write", permissions: { admin: false, push: true, pull: true } },
];

const covers = (ruleset, branch) => {
  const { include, exclude } = ruleset.conditions.ref_name;
  const matches = (pattern) => pattern === "~ALL" || pattern === `refs/heads/${branch}`
    || (pattern === "~DEFAULT_BRANCH" && branch === repository.default_branch);
  return ruleset.enforcement === "active" && include.some(matches) && !exclude.some(matches);
};
const rulesOf = (branch) => rulesets.filter((ruleset) => covers(ruleset, branch)).flatMap((ruleset) =>
  ruleset.rules.map((rule) => ({
    ...rule, ruleset_id: ruleset.id, ruleset_source_type: "Repository", ruleset_source: "acme/crm",
  })));
const write = (ruleset, id) => {
  const now = "2026-11-23T09:00:00Z";
  const stored = { ...ruleset, id, source_type: "Repository", source: "acme/crm", created_at: now, updated_at: now };
  rulesets[id - 1] = stored;
  return stored;
};

const answers = {
  "": () => repository,
  "/rulesets": () => rulesets.map(({ rules, ...rest }) => rest),
  "/environments": () => ({
    total_count: 1,
    environments: [{ name: "production", can_admins_bypass: true, protection_rules: [], deployment_branch_policy: null }],
  }),
  "/collaborators": (query) => query.get("affiliation") === "outside" ? [] : people,
  "/keys": () => [],
  "/hooks": () => [],
  "/teams": () => [],
  "/actions/permissions": () => ({ enabled: true, allowed_actions: "all" }),
  "/actions/permissions/workflow": () => ({
    default_workflow_permissions: "read", can_approve_pull_request_reviews: false,
  }),
  "/dependabot/alerts": () => [],
  "/code-scanning/alerts": () => null,
  "/secret-scanning/alerts": () => null,
};

const answer = (method, path, query, body) => {
  if (path === "/orgs/acme") {
    return { ...owner, two_factor_requirement_enabled: true, default_repository_permission: "read", plan: { name: "team" } };
  }
  if (path === "/orgs/acme/members") return people;
  if (!path.startsWith("/repos/acme/crm")) return null;
  const rest = path.slice("/repos/acme/crm".length);
  if (method === "POST" && rest === "/rulesets") return write(body, rulesets.length + 1);
  const ruleset = rest.match(/^\/rulesets\/(\d+)$/);
  if (ruleset) {
    const id = Number(ruleset[1]);
    if (!rulesets[id - 1]) return null;
    return method === "PUT" ? write(body, id) : rulesets[id - 1];
  }
  const rules = rest.match(/^\/rules\/branches\/(.+)$/);
  if (rules) return rulesOf(decodeURIComponent(rules[1]));
  const branch = rest.match(/^\/branches\/([^/]+)$/);
  if (branch) {
    const name = decodeURIComponent(branch[1]);
    return { name, protected: rulesOf(name).length > 0, protection: { enabled: false } };
  }
  return method === "GET" && answers[rest] ? answers[rest](query) : null;
};

const server = http.createServer((request, response) => {
  let text = "";
  request.on("data", (chunk) => { text += chunk; });
  request.on("end", () => {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    const found = answer(request.method, pathname, searchParams, text ? JSON.parse(text) : undefined);
    if (process.env.HOST_LOG) fs.appendFileSync(process.env.HOST_LOG, `${request.method} ${request.url} ${found === null ? 404 : 200}\n`);
    response.writeHead(found === null ? 404 : request.method === "POST" ? 201 : 200, {
      "content-type": "application/json; charset=utf-8",
    });
    response.end(JSON.stringify(found ?? { message: "Not Found" }));
  });
});
server.listen(0, "127.0.0.1", () => fs.writeFileSync(process.argv[2], String(server.address().port)));
// Nobody is left to ask: end.
const parent = process.ppid;
setInterval(() => { if (process.ppid !== parent) process.exit(0); }, 500);
