using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>An attempt to reach the other side of a referral, or the family.</summary>
public record ReferralContactInput
{
    /// <summary>When; now when absent.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Not <c>chaser</c>: that is what this service does.</summary>
    public required ReferralContactMethod Method { get; init; }
    public required ReferralContactDirection Direction { get; init; }

    /// <summary>Whether somebody was reached.</summary>
    public required bool Reached { get; init; }

    [Text(Limits.Text, Min = 1)]
    public string? Note { get; init; }

    internal NewReferralContact ToContact(DateTimeOffset now) => new() { At = At ?? now, Method = Method, Direction = Direction, Reached = Reached, Note = Note };
}

/// <summary>Records an attempt to reach somebody.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.record_contact")]
public sealed record RecordReferralContactCommand(Guid Id, ReferralContactInput Contact) : ICommand<ReferralContactDto>;

internal sealed class RecordReferralContactHandler(ReferralLoading loading) : ICommandHandler<RecordReferralContactCommand, ReferralContactDto>
{
    public Task<Result<ReferralContactDto>> Handle(RecordReferralContactCommand request, CancellationToken cancellationToken) =>
        loading.WithAsync<ReferralContactDto>(
            request.Id, null, ReferralAction.RecordContact, (referral, actor) => Task.FromResult(Record(referral, actor, request.Contact.ToContact(actor.Now))), cancellationToken);

    private static Result<ReferralContactDto> Record(Referral referral, ReferralActor actor, NewReferralContact told)
    {
        var recorded = referral.RecordContact(told, actor);
        return recorded.IsSuccess ? new ReferralContactDto(referral.Contacts[^1]) : recorded.Error;
    }
}
