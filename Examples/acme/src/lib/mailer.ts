import { config } from '../config';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

// Mails sent while no SendGrid key is configured (development and tests).
export const outbox: Mail[] = [];

export async function sendMail(mail: Mail): Promise<void> {
  if (!config.sendgridApiKey) {
    outbox.push(mail);
    return;
  }
  const response = await fetch('https://api.sendgrid.com/v3/mail/send', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${config.sendgridApiKey}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      personalizations: [{ to: [{ email: mail.to }] }],
      from: { email: config.mailFrom },
      subject: mail.subject,
      content: [{ type: 'text/plain', value: mail.text }],
    }),
  });
  if (!response.ok) {
    throw new Error(`SendGrid answered ${response.status} for mail to ${mail.to}`);
  }
  console.log(`sent "${mail.subject}" to ${mail.to}`);
}
