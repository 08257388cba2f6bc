import express from 'express';
import demandBadge from '@example/badge';
import { requireUser, can, ownsTenant, sdk } from '@example/access';
import { notes } from './notes';

const app = express();

app.get('/open', (req, res) => res.json([]));
app.get('/me', requireUser, (req, res) => res.json({}));
app.get('/badge', demandBadge, (req, res) => res.json({}));
app.delete('/users/:id', requireUser, can('users:delete'), (req, res) => res.sendStatus(204));
app.get('/tenants/:id', ownsTenant, (req, res) => res.json({}));
app.get('/reports', async (req, res) => {
  await sdk.requireUser(req);
  res.json(await notes());
});
app.get('/ignored', async (req, res) => {
  try {
    await requireUser(req);
  } catch {
    // Whoever it is may have a look.
  }
  res.json(await notes());
});
app.get('/unnamed', sdk.authorize, (req, res) => res.json({}));

app.listen(3000);
