import { headers } from 'next/headers';
import Stripe from 'stripe';

const stripe = new Stripe(process.env.STRIPE_KEY);

export async function POST(request: Request) {
  const signature = (await headers()).get('stripe-signature');
  let event;
  try {
    event = stripe.webhooks.constructEvent(await request.text(), signature, process.env.SIGNING_SECRET);
  } catch (error) {
    return new Response('bad signature', { status: 400 });
  }
  return Response.json({ received: event.id });
}
