const express = require('express');
const { PrismaClient } = require('@prisma/client');

const prisma = new PrismaClient();
const app = express();

app.use((req, res, next) => {
  if (!req.user) return res.status(401).json({ error: 'sign in' });
  next();
});

const load = (req) => prisma.post.findUnique({ where: { id: req.params.id } });

function hasLiked(post, user) {
  if (post.likedBy === user.id) return true;
  return false;
}

function owns(post, user) {
  if (post.ownerId === user.id) return true;
  return false;
}

// Liking twice is refused; anybody may like.
app.post('/posts/:id/like', async (req, res) => {
  const post = await load(req);
  if (post.likedBy.includes(req.user.id)) return res.status(403).json({ error: 'liked already' });
  res.json(await prisma.like.create({ data: { postId: post.id } }));
});

app.post('/posts/:id/edit', async (req, res) => {
  const post = await load(req);
  if (!post.editors.includes(req.user.id)) return res.status(403).json({ error: 'not an editor' });
  res.json(await prisma.post.update({ where: { id: post.id }, data: req.body }));
});

app.post('/posts/:id/star', async (req, res) => {
  const post = await load(req);
  if (post.starredBy.indexOf(req.user.id) !== -1) return res.sendStatus(403);
  res.json(await prisma.star.create({ data: { postId: post.id } }));
});

app.post('/posts/:id/pin', async (req, res) => {
  const post = await load(req);
  if (post.editors.indexOf(req.user.id) === -1) return res.sendStatus(403);
  res.json(await prisma.pin.create({ data: { postId: post.id } }));
});

// Nobody may delete their own account; everybody else's is open to them.
app.delete('/users/:id', async (req, res) => {
  if (req.params.id === req.user.id) return res.status(403).json({ error: 'not yourself' });
  res.json(await prisma.user.delete({ where: { id: req.params.id } }));
});

app.put('/users/:id', async (req, res) => {
  if (req.params.id !== req.user.id) return res.status(403).json({ error: 'only yourself' });
  res.json(await prisma.user.update({ where: { id: req.params.id }, data: req.body }));
});

app.post('/posts/:id/vote', async (req, res) => {
  const post = await load(req);
  if (hasLiked(post, req.user)) return res.status(403).json({ error: 'liked already' });
  res.json(await prisma.vote.create({ data: { postId: post.id } }));
});

app.delete('/posts/:id', async (req, res) => {
  const post = await load(req);
  if (!owns(post, req.user)) return res.status(403).json({ error: 'not yours' });
  res.json(await prisma.post.delete({ where: { id: post.id } }));
});

app.post('/posts/:id/report', async (req, res) => {
  const post = await load(req);
  if (post.reports.some((report) => report.by === req.user.id)) return res.sendStatus(403);
  res.json(await prisma.report.create({ data: { postId: post.id } }));
});

app.post('/posts/:id/archive', async (req, res) => {
  const post = await load(req);
  if (!post.members.some((member) => member.id === req.user.id)) return res.sendStatus(403);
  res.json(await prisma.archive.create({ data: { postId: post.id } }));
});

// Two things that are there or not have nothing to do with each other.
app.get('/posts/:id', async (req, res) => {
  const reader = await prisma.user.findUnique({ where: { id: req.user.id } });
  const post = await load(req);
  if (!reader || !post) return res.status(404).json({ error: 'not found' });
  res.json(post);
});

app.get('/drafts/:id', async (req, res) => {
  const draft = await prisma.draft.findUnique({ where: { id: req.params.id } });
  if (!(draft.ownerId === req.user.id || draft.open)) return res.status(404).json({ error: 'none' });
  res.json(draft);
});

app.listen(3000);
