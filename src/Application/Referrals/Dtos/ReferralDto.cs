using System.Diagnostics.CodeAnalysis;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.Referrals.Dtos;

/// <summary>A referral with what was said about consent and what was done to it.</summary>
public sealed record ReferralDto : ReferralEdit, IVersioned, ISchoolScoped
{
    public ReferralDto() { }

    [SetsRequiredMembers]
    internal ReferralDto(Referral referral) : base(Of(referral))
    {
        (Id, SchoolId, PupilId) = (referral.Id.Value, referral.SchoolId.Value, referral.PupilId.Value);
        (Direction, Status, Label) = (referral.Direction, referral.Status, referral.Label);
        (SenderId, RecordedById, PractitionerId) = (referral.SenderId?.Value, referral.RecordedById.Value, referral.PractitionerId?.Value);
        (ProgrammeId, ReopensId, ReopenedAsId) = (referral.ProgrammeId?.Value, referral.ReopensId?.Value, referral.ReopenedAsId?.Value);
        Consents = [.. referral.Consents.OrderBy(c => c.Number).Select(c => new ReferralConsentDto(c))];
        Consent = referral.ConsentState is null ? null : Consents[^1];
        Steps = [.. referral.Steps.OrderBy(s => s.Number).Select(s => new ReferralStepDto(s))];
        (SubmittedAt, AnswerBy, Chasers, EscalatedAt) = (referral.SubmittedAt, referral.AnswerBy, referral.Chasers, referral.EscalatedAt);
        (AcceptedAt, StartedAt, EndedAt) = (referral.AcceptedAt, referral.StartedAt, referral.EndedAt);
        (Outcome, EndNote) = (referral.Outcome, referral.EndNote);
        (RecordedAt, UpdatedAt, Version) = (referral.RecordedAt, referral.UpdatedAt, referral.Version);
    }

    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required Guid PupilId { get; init; }
    public required ReferralDirection Direction { get; init; }
    public required ReferralStatus Status { get; init; }

    /// <summary><c>safeguarding</c> for services that keep a child safe: only its sender, who gives it and those who answer for safeguarding see it.</summary>
    public required SensitivityLabel Label { get; init; }

    /// <summary>The entry of the directory that is meant by now: another one when the agency was merged into it.</summary>
    public Guid? CurrentAgencyId { get; init; }

    /// <summary>Null when it came from an agency.</summary>
    public required Guid? SenderId { get; init; }
    public required Guid RecordedById { get; init; }

    /// <summary>Who gives the support.</summary>
    public required Guid? PractitionerId { get; init; }

    /// <summary>The support programme that began with its acceptance, in waiting.</summary>
    public required Guid? ProgrammeId { get; init; }

    /// <summary>The referral from which it follows on.</summary>
    public required Guid? ReopensId { get; init; }

    /// <summary>The referral that follows on from it.</summary>
    public required Guid? ReopenedAsId { get; init; }

    /// <summary>What holds of the consent; null while nobody has said anything, and again when the draft goes elsewhere than was consented to.</summary>
    public required ReferralConsentDto? Consent { get; init; }

    /// <summary>What was said about consent, or decided in its place, the first first.</summary>
    [Items(Referral.MaxConsents)]
    public required IReadOnlyList<ReferralConsentDto> Consents { get; init; }

    /// <summary>What was done to it, the first first.</summary>
    [Items(Referral.MaxSteps + 20)]
    public required IReadOnlyList<ReferralStepDto> Steps { get; init; }

    /// <summary>When it was sent, as claimed.</summary>
    public required DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>By when it is to be answered; a school day.</summary>
    public required DateOnly? AnswerBy { get; init; }

    /// <summary>How often the agency was chased for its answer.</summary>
    public required int Chasers { get; init; }

    /// <summary>When it was brought before a manager, because nobody had decided.</summary>
    public required DateTimeOffset? EscalatedAt { get; init; }
    public required DateTimeOffset? AcceptedAt { get; init; }
    public required DateTimeOffset? StartedAt { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>What came of it; null until it is completed.</summary>
    public required ReferralOutcome? Outcome { get; init; }

    /// <summary>Why it was declined, withdrawn or voided, or the note on its outcome.</summary>
    [Text(Limits.Text)]
    public required string? EndNote { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(17)]
    public IReadOnlyList<ReferralAction> AllowedActions { get; init; } = [];

    /// <summary>To whom only reported it: how it stands, and what came from this person; with the question that waits for an answer.</summary>
    internal ReferralDto ToReporter(Guid? me)
    {
        var asked = Status == ReferralStatus.InfoRequested ? Steps.Last(s => s.Action == ReferralAction.RequestInformation) : null;
        var ended = Steps.Count > 0 && Steps[^1].ById == me;
        return this with
        {
            PractitionerId = null,
            ProgrammeId = null,
            Consent = Consent?.RecordedById == me ? Consent : null,
            Consents = [.. Consents.Where(c => c.RecordedById == me)],
            Steps = [.. Steps.Where(s => s.ById == me || s == asked)],
            EscalatedAt = null,
            AcceptedAt = null,
            StartedAt = null,
            EndedAt = ended ? EndedAt : null,
            Outcome = ended ? Outcome : null,
            EndNote = ended ? EndNote : null,
        };
    }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Referral, ReferralDto>().ConvertUsing(r => new ReferralDto(r));
    }
}

/// <summary>One state of the consent to a referral.</summary>
public sealed record ReferralConsentDto
{
    public ReferralConsentDto() { }

    [SetsRequiredMembers]
    internal ReferralConsentDto(ReferralConsent consent)
    {
        (State, GivenByContactId, ByPupil, Method, At) = (consent.State, consent.ByContactId?.Value, consent.ByPupil, consent.Method, consent.At);
        (Article6, Article9, Schedule1) = (consent.Article6, consent.Article9, consent.Schedule1);
        (Reason, RecordedById, RecordedAt) = (consent.Reason, consent.RecordedById.Value, consent.RecordedAt);
    }

    public required ReferralConsentState State { get; init; }

    /// <summary>Who gave, refused or withdrew it.</summary>
    public required Guid? GivenByContactId { get; init; }
    public required bool ByPupil { get; init; }

    [Text(ReferralConsent.MaxMethod)]
    public required string? Method { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Article6Basis? Article6 { get; init; }
    public required Article9Condition? Article9 { get; init; }
    public required Schedule1Condition? Schedule1 { get; init; }

    [Text(Limits.Reason)]
    public required string? Reason { get; init; }

    /// <summary>Who recorded it; of an override, the designated safeguarding lead who decided it.</summary>
    public required Guid RecordedById { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>One thing that was done to a referral.</summary>
public sealed record ReferralStepDto
{
    public ReferralStepDto() { }

    [SetsRequiredMembers]
    internal ReferralStepDto(ReferralStep step)
    {
        (Number, Action, At, RecordedAt, ById, Via) = (step.Number, step.Action, step.At, step.RecordedAt, step.ById?.Value, step.Via);
        (AnsweredBy, Method, Reference, EvidenceAttachmentId, Text) = (step.AnsweredBy, step.Method, step.Reference, step.EvidenceAttachmentId?.Value, step.Text);
    }

    public required int Number { get; init; }
    public required ReferralAction Action { get; init; }

    /// <summary>When it happened, as claimed.</summary>
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who did or recorded it; null for an answer through a link.</summary>
    public required Guid? ById { get; init; }
    public required ReferralAnswerVia Via { get; init; }

    /// <summary>Who spoke for the agency.</summary>
    [Text(Limits.Title)]
    public required string? AnsweredBy { get; init; }

    /// <summary>How it was sent or told.</summary>
    [Text(ReferralStep.MaxMethod)]
    public required string? Method { get; init; }

    /// <summary>The agency's own number for it.</summary>
    [Text(ReferralStep.MaxReference)]
    public required string? Reference { get; init; }
    public required Guid? EvidenceAttachmentId { get; init; }

    /// <summary>The reason, question, answer or note.</summary>
    [Text(Limits.Text)]
    public required string? Text { get; init; }
}
