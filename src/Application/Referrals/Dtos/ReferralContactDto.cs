using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.Referrals.Dtos;

/// <summary>Attempts to reach somebody, the latest first.</summary>
/// <param name="Data">With the reminders that this service made when no answer had come.</param>
public sealed record ReferralContactListDto([property: Items(Referral.MaxContacts)] IReadOnlyList<ReferralContactDto> Data);

/// <summary>An attempt to reach the other side or the family, or a reminder that no answer has come.</summary>
public sealed record ReferralContactDto
{
    public ReferralContactDto() { }

    [SetsRequiredMembers]
    internal ReferralContactDto(ReferralContact contact)
    {
        (Number, At, Method, Direction) = (contact.Number, contact.At, contact.Method, contact.Direction);
        (Reached, Note, ChaserNumber) = (contact.Reached, contact.Note, contact.ChaserNumber);
        (RecordedById, RecordedAt) = (contact.RecordedById?.Value, contact.RecordedAt);
    }

    public required int Number { get; init; }

    /// <summary>When it was, as claimed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><c>chaser</c> for a reminder of this service.</summary>
    public required ReferralContactMethod Method { get; init; }
    public required ReferralContactDirection Direction { get; init; }

    /// <summary>Whether somebody was reached.</summary>
    public required bool Reached { get; init; }

    [Text(Limits.Text)]
    public required string? Note { get; init; }

    /// <summary>Which reminder it is, from 1; null for what a person did.</summary>
    public required int? ChaserNumber { get; init; }

    /// <summary>Null for a reminder.</summary>
    public required Guid? RecordedById { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}
