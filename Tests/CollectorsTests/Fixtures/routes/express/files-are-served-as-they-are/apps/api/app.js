const express = require('express');
const path = require('node:path');
const app = express();

app.use('/assets', express.static('public'));
// What is made when the program is built is not here to be listed.
app.use('/built', express.static(path.join(__dirname, 'dist')));
app.use((req, res, next) => {
  if (req.headers.authorization !== process.env.API_KEY) return res.status(401).json({ error: 'sign in' });
  next();
});
app.use('/reports', express.static(path.join(__dirname, 'reports')));
app.use('/other', express.json());

app.listen(3000);
