using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;

namespace PupilSupport.Application.Links.Commands;

/// <summary>Does what the link is for, and uses it up in the same transaction.</summary>
[Requires(Permissions.LinksWrite), Audited("purpose_link.use")]
public sealed record UseLinkCommand(LinkToken Token, IReadOnlyDictionary<string, string> Answers) : ICommand<LinkVisit>;

internal sealed class UseLinkHandler(LinkVisits visits, TimeProvider clock) : ICommandHandler<UseLinkCommand, LinkVisit>
{
    public async Task<Result<LinkVisit>> Handle(UseLinkCommand request, CancellationToken cancellationToken)
    {
        var found = await visits.FindAsync(request.Token, cancellationToken);
        if (!found.IsSuccess)
        {
            return found.Error;
        }

        var link = found.Value;
        var visit = await visits.ShowAsync(link, cancellationToken);
        if (visit is not { Status: LinkStatus.Open, Page: not null })
        {
            return LinkErrors.Ended.With("linkStatus", visit.Status);
        }

        var acted = await visits.PurposeOf(link)!.ActAsync(link, request.Answers, cancellationToken);
        return (acted.Error ?? link.Use(clock.GetUtcNow()).Error) is { } error ? error : visit with { Status = LinkStatus.Used };
    }
}
