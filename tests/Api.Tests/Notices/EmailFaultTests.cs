using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using PupilSupport.Domain.Notices;
using PupilSupport.Infrastructure.Notices;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Mail;

namespace PupilSupport.Api.Tests.Notices;

/// <summary>What goes wrong on the way to a mail server, and its encryption.</summary>
public sealed class EmailFaultTests(NoticeWorld world) : IClassFixture<NoticeWorld>
{
    [Fact]
    public async Task A_passing_fault_is_tried_again_as_the_same_message_and_a_lasting_one_is_given_up()
    {
        var ids = new List<string>();
        world.Mail.OnData = () => "451 Later";
        await world.TellAsync("demo-support", urgency: "urgent");
        await world.DeliverAsync();
        Assert.Empty(world.Mail.Mails);
        Assert.Equal("waiting 1 451 smtp-status", await OutcomeAsync());

        world.Mail.OnData = () => "250 OK";
        await world.DeliverAsync();
        Assert.Empty(world.Mail.Mails);
        world.Clock.Advance(TimeSpan.FromSeconds(6));
        await world.DeliverAsync();
        var first = Assert.Single(world.Mail.Mails);
        Assert.Equal("delivered 2 250 ", await OutcomeAsync());

        // As if the worker had died before it could write that down.
        await world.Database.ExecuteAsync("UPDATE notice_deliveries SET status = 'waiting', lease_token = gen_random_uuid(), lease_until = now() - interval '1 second'");
        await world.DeliverAsync();
        Assert.Equal([first.Header("Message-ID"), first.Header("Message-ID")], world.Mail.Mails.Select(m => m.Header("Message-ID")));

        world.Mail.OnRecipient = _ => "550 No such mailbox";
        await world.TellAsync("demo-support", urgency: "urgent");
        await world.DeliverAsync();
        Assert.Equal("failed 1 550 smtp-status", await OutcomeAsync());
    }

    [Fact]
    public async Task Logs_in_over_starttls_with_a_trusted_certificate_only()
    {
        using var certificate = Certificate();
        await using var server = new MailServer { Certificate = certificate };
        var channel = Channel(server.Port, new() { ["Smtp:UserName"] = "relay", ["Smtp:Password"] = "s3cret" });

        Assert.Equal(DeliveryVerdict.Retry, (await channel.SendAsync(Message(), default)).Verdict);
        Assert.Empty(server.Mails);

#pragma warning disable SYSLIB0014 // The only way to tell the in-box mail client whom to trust.
        ServicePointManager.ServerCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == certificate.GetCertHashString();
        try
        {
            Assert.Equal(DeliveryVerdict.Delivered, (await channel.SendAsync(Message(), default)).Verdict);
        }
        finally
        {
            ServicePointManager.ServerCertificateValidationCallback = null;
        }
#pragma warning restore SYSLIB0014
        var mail = Assert.Single(server.Mails);
        Assert.Equal((true, "relay/s3cret"), (mail.IsEncrypted, mail.User));
    }

    [Fact]
    public async Task Nothing_is_sent_in_clear_when_encryption_is_asked_for()
    {
        await using var server = new MailServer();
        Assert.Equal(DeliveryVerdict.Retry, (await Channel(server.Port, []).SendAsync(Message(), default)).Verdict);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_server_that_is_not_there_and_an_address_that_is_none_are_told_apart()
    {
        var port = new MailServer() is var gone ? gone.Port : 0;
        await gone.DisposeAsync();
        Assert.Equal((DeliveryVerdict.Retry, "connection"), Told(await Channel(port, []).SendAsync(Message(), default)));
        Assert.Equal((DeliveryVerdict.Refused, "address-invalid"), Told(await Channel(port, []).SendAsync(Message() with { Address = "nobody\r\nBcc: all@example.org" }, default)));
    }

    [Theory]
    [InlineData("Smtp:From", "nobody")]
    [InlineData("Smtp:Security", "perhaps")]
    [InlineData("Notices:LinkBase", "app")]
    public void Half_a_configuration_is_refused(string key, string value) =>
        Assert.Throws<InvalidOperationException>(() => Channel(25, new() { [key] = value }));

    [Fact]
    public void Without_a_server_there_is_no_email() =>
        Assert.False(new EmailChannel(new ConfigurationBuilder().Build()).IsConfigured);

    private static (DeliveryVerdict, string?) Told(DeliveryOutcome outcome) => (outcome.Verdict, outcome.Fault);

    private Task<string?> OutcomeAsync() => world.Database.ScalarAsync<string>(
        "SELECT concat_ws(' ', status, attempts, response_status, coalesce(fault, '')) FROM notice_deliveries WHERE channel = 'email' ORDER BY recorded_at DESC, id DESC LIMIT 1");

    private static EmailChannel Channel(int port, Dictionary<string, string?> more) => new(new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?>
        {
            ["Smtp:Host"] = "localhost",
            ["Smtp:Port"] = $"{port}",
            ["Smtp:From"] = "notices@example.org",
            ["Notices:LinkBase"] = "https://app.example.org",
        }).AddInMemoryCollection(more).Build());

    private static OutgoingMessage Message() => new(
        new NoticeDeliveryId(Guid.CreateVersion7()), DeliveryPurpose.Notice, "somebody@school.example", TestClock.Monday,
        [new OutgoingNotice(new NoticeId(Guid.CreateVersion7()), NoticeKind.JobFailed, NoticeUrgency.Normal, Guid.CreateVersion7(), null, Guid.CreateVersion7(), TestClock.Monday)], null);

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
