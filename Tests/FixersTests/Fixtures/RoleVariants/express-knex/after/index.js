const express = require('express');
const { auditLogger } = require('./audit-logger');
const { refuseOptions, refuseUnknown } = require('./authorize');
const { requirePolicies } = require('./require-policies');
const { settings, tasks } = require('./routes/others');

const app = express();
app.disable('x-powered-by');
app.use(auditLogger);
app.use(express.json());
app.use('/api', refuseOptions);
app.use('/api/projects', require('./routes/projects'));
app.use('/api/tasks', tasks);
app.use('/api/settings', settings);
app.use('/api', refuseUnknown);
requirePolicies(app);

app.listen(process.env.PORT || 3000);
