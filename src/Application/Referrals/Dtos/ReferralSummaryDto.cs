using AutoMapper;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.Referrals.Dtos;

/// <summary>A referral in a list: what it is and where it stands, without what it says.</summary>
public sealed record ReferralSummaryDto
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required Guid PupilId { get; init; }
    public required ReferralDirection Direction { get; init; }
    public required SupportService Service { get; init; }
    public required ReferralUrgency Urgency { get; init; }
    public required ReferralStatus Status { get; init; }
    public required Guid? AgencyId { get; init; }

    /// <summary>Null when it came from an agency.</summary>
    public required Guid? SenderId { get; init; }
    public required Guid? RecipientId { get; init; }
    public required Guid? PractitionerId { get; init; }
    public required Guid? ProgrammeId { get; init; }

    /// <summary>What holds of the consent; null while nobody has said anything, and again when the draft goes elsewhere than was consented to.</summary>
    public required ReferralConsentState? ConsentState { get; init; }
    public required DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>By when it is to be answered; a school day.</summary>
    public required DateOnly? AnswerBy { get; init; }
    public required int Chasers { get; init; }
    public required DateTimeOffset? EscalatedAt { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }
    public required ReferralOutcome? Outcome { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>To whom only reported it: how it stands.</summary>
    internal ReferralSummaryDto ToReporter() => this with { PractitionerId = null, ProgrammeId = null, ConsentState = null, EscalatedAt = null, EndedAt = null, Outcome = null };

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Referral, ReferralSummaryDto>();
    }
}
