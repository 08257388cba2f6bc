const express = require('express');
const { settings, tasks } = require('./routes/others');

const app = express();
app.disable('x-powered-by');
app.use(express.json());
app.use('/api/projects', require('./routes/projects'));
app.use('/api/tasks', tasks);
app.use('/api/settings', settings);

app.listen(process.env.PORT || 3000);
