const express = require('express');
const load = require('some-loader');

const app = express();
load(app, './routes');
app.get('/known', (req, res) => res.json({}));
app.listen(3000);
